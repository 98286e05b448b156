package org.tengen.go.sgf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A node of a game tree: its properties in order, and the nodes that may follow it, the main line
 * first. It belongs to one thread at a time.
 */
public final class Node {
  private final Place place;
  private final List<Property> properties = new ArrayList<>(2);
  private List<Node> children = List.of();

  /** An empty node that follows nothing yet. */
  public Node() {
    this(Place.NONE);
  }

  Node(Place place) {
    this.place = place;
  }

  /** Puts a property behind the others, and returns this node. */
  public Node add(Property property) {
    properties.add(property);
    return this;
  }

  /** Puts a variation behind the others, and returns it. */
  public Node add(Node child) {
    if (children.isEmpty()) {
      children = new ArrayList<>(1);
    }
    children.add(child);
    return child;
  }

  /** All properties, in the order of the file. */
  public List<Property> properties() {
    return Collections.unmodifiableList(properties);
  }

  /** The nodes that may follow, the main line first. */
  public List<Node> children() {
    return Collections.unmodifiableList(children);
  }

  /** The first property of this name. */
  public Optional<Property> property(String name) {
    return properties.stream().filter(property -> property.name().equals(name)).findFirst();
  }

  /**
   * The raw values of all properties of this name: some files repeat the property, not the value.
   */
  public List<String> values(String name) {
    return properties.stream()
        .filter(property -> property.name().equals(name))
        .flatMap(property -> property.values().stream())
        .toList();
  }

  /** Where it stands in its file. */
  Place place() {
    return place;
  }

  /** Where it stands, for a message: the file, the line and the byte. */
  public String where() {
    return place.toString();
  }

  /** Its properties as in a file, without what follows. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(";");
    properties.forEach(text::append);
    return text.toString();
  }
}
