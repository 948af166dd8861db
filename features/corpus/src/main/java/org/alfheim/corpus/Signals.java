package org.alfheim.corpus;

/** The names of the signals that end a process (signal(7), for x86). */
final class Signals {
  private static final String[] NAMES = {
    "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE",
    "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM",
  };

  private Signals() {}

  static String name(int number) {
    return number > 0 && number < NAMES.length ? NAMES[number] : "signal " + number;
  }
}
