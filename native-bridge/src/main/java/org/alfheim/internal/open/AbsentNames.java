package org.alfheim.internal.open;

/**
 * Some of the names that an image was asked for in vain; its symbols do not change.
 *
 * <p>Whoever asks may be hostile, so there are few, and short ones, each in the one place that its
 * hash gives it. The worst that a name can do is to take the place of another one, which is then
 * looked for in the image again.
 */
final class AbsentNames {
  private static final int MOST = 16;
  private static final int LONGEST = 128;

  /** Written by any thread at any time: what is read is null, or a whole string. */
  private final String[] names = new String[MOST];

  /** Whether a name is known to be absent. */
  boolean has(String name) {
    return name.equals(names[place(name)]);
  }

  void add(String name) {
    if (name.length() <= LONGEST) {
      names[place(name)] = name;
    }
  }

  private static int place(String name) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 16) & MOST - 1;
  }
}
