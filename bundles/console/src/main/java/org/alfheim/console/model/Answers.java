package org.alfheim.console.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The last answers, each under a number that can't be guessed.
 *
 * <p>A form's answer is not the response to its request, which only leads to it: so that the page
 * can be loaded again, and gone back to, without a second call.
 */
public final class Answers {
  /** Each holds what was typed, up to what the server takes of a form: some hundred kilobytes. */
  private static final int KEPT = 16;

  private final Map<String, Answer> answers = new LinkedHashMap<>();

  /** Keeps an answer, and forgets the oldest of too many. */
  public synchronized String keep(Answer answer) {
    String number = UUID.randomUUID().toString();
    answers.put(number, answer);
    if (answers.size() > KEPT) {
      answers.remove(answers.keySet().iterator().next());
    }
    return number;
  }

  /** The answer of a number, unless there is none (any more). */
  public synchronized Optional<Answer> at(String number) {
    return Optional.ofNullable(answers.get(number));
  }
}
