package org.alfheim.corpus;

/** How an attempt to open a library ended. */
public sealed interface Outcome {

  /** What happened, in a few words. */
  String text();

  /** The library is open and its constructors have run. */
  record Opened() implements Outcome {
    @Override
    public String text() {
      return "opened";
    }
  }

  /** The process had the library before anyone asked for it: the C library, say. */
  record Held() implements Outcome {
    @Override
    public String text() {
      return "held by the process";
    }
  }

  /**
   * Nobody tried.
   *
   * @param reason why not
   */
  record LeftOut(String reason) implements Outcome {
    @Override
    public String text() {
      return reason;
    }
  }

  /**
   * The opener said no.
   *
   * @param reason what it said
   */
  record Refused(String reason) implements Outcome {
    @Override
    public String text() {
      return "refused: " + reason;
    }
  }

  /**
   * The process died of a signal.
   *
   * @param signal its name, such as {@code SIGSEGV}
   * @param place where, or an empty string
   */
  record Crashed(String signal, String place) implements Outcome {
    @Override
    public String text() {
      return "crashed: " + signal + (place.isEmpty() ? "" : " in " + place);
    }
  }

  /**
   * The library ended the process.
   *
   * @param status the exit status
   */
  record Exited(int status) implements Outcome {
    @Override
    public String text() {
      return "ended the process with status " + status;
    }
  }

  /**
   * There was no end.
   *
   * @param seconds how long it was waited for
   */
  record TimedOut(long seconds) implements Outcome {
    @Override
    public String text() {
      return "not done after " + seconds + " s";
    }
  }

  /**
   * The attempt itself went wrong, which says nothing about the library.
   *
   * @param reason what went wrong
   */
  record Failed(String reason) implements Outcome {
    @Override
    public String text() {
      return "the observation failed: " + reason;
    }
  }
}
