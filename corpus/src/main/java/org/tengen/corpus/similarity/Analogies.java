package org.tengen.corpus.similarity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vectors.WordVectors;

/**
 * Questions of the kind "Athens is to Greece as Baghdad is to?", by section, in the format of
 * word2vec's {@code questions-words.txt}.
 *
 * @param sections in the order of the file
 */
public record Analogies(List<Section> sections) {
  /** Copies the list. */
  public Analogies {
    sections = List.copyOf(sections);
  }

  /** Questions under one heading. */
  public record Section(String name, List<Question> questions) {
    /** Copies the list. */
    public Section {
      questions = List.copyOf(questions);
    }
  }

  /** {@code second} is to {@code first} as {@code answer} is to {@code third}. */
  public record Question(String first, String second, String third, String answer) {}

  /**
   * How vectors do in a section.
   *
   * @param right questions whose answer is the nearest word
   * @param asked questions of which all four words have vectors
   * @param questions all questions
   */
  public record Result(String section, int right, int asked, int questions) {
    /** The share that is right of those asked; 0 if none is. */
    public double share() {
      return asked == 0 ? 0 : (double) right / asked;
    }
  }

  /**
   * Reads a question a line, four words with white space between, below lines {@code : SECTION}.
   *
   * @param where the file's name, for the error
   * @throws CorpusException if a line is neither; names it
   */
  public static Analogies read(Reader in, String where) throws IOException {
    BufferedReader lines = new BufferedReader(in);
    List<Section> sections = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    String name = "";
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.startsWith(":")) {
        close(name, questions, sections);
        questions = new ArrayList<>();
        name = line.substring(1).strip();
      } else if (!line.isBlank()) {
        questions.add(question(line, number, where));
      }
    }
    close(name, questions, sections);
    if (sections.isEmpty()) {
      throw new CorpusException("analogies=" + where + ": no question in it; expected some");
    }
    return new Analogies(sections);
  }

  private static void close(String name, List<Question> questions, List<Section> sections) {
    if (!questions.isEmpty()) {
      sections.add(new Section(name, questions));
    }
  }

  private static Question question(String line, int number, String where) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length != 4) {
      throw new CorpusException(
          "analogies=%s: line %d is '%s'; expected four words, or a colon and a section's name"
              .formatted(where, number, line));
    }
    return new Question(words[0], words[1], words[2], words[3]);
  }

  /**
   * Asks every question.
   *
   * @param among how many words, from the first, may be answers: the most frequent ones
   * @return a result for each section
   */
  public List<Result> evaluate(WordVectors vectors, int among) {
    return sections.stream().map(section -> evaluate(section, vectors, among)).toList();
  }

  private static Result evaluate(Section section, WordVectors vectors, int among) {
    List<Question> asked =
        section.questions.stream()
            .filter(
                q ->
                    has(q.first, vectors, among)
                        && has(q.second, vectors, among)
                        && has(q.third, vectors, among)
                        && has(q.answer, vectors, among))
            .toList();
    long right = asked.parallelStream().filter(q -> isRight(q, vectors, among)).count();
    return new Result(section.name, (int) right, asked.size(), section.questions.size());
  }

  private static boolean has(String word, WordVectors vectors, int among) {
    int place = vectors.find(word);
    return place >= 0 && place < among;
  }

  private static boolean isRight(Question question, WordVectors vectors, int among) {
    List<WordVectors.Neighbour> answers =
        vectors.analogy(
            vectors.find(question.first),
            vectors.find(question.second),
            vectors.find(question.third),
            1,
            among);
    String expected = vectors.word(vectors.find(question.answer));
    return !answers.isEmpty()
        && answers.get(0).word().toLowerCase(Locale.ROOT).equals(expected.toLowerCase(Locale.ROOT));
  }
}
