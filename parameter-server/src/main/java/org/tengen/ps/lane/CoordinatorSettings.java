package org.tengen.ps.lane;

/**
 * What a coordinator must know.
 *
 * @param lanes the number of lanes
 * @param together the number of lanes that meet before any of them begins
 * @param sameFacts whether workers whose facts differ are refused, as a run that shall have the
 *     same bits again needs
 * @param rendezvousNs how long the first lane waits for the last
 */
public record CoordinatorSettings(int lanes, int together, boolean sameFacts, long rendezvousNs) {}
