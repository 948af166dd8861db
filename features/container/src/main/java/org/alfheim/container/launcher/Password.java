package org.alfheim.container.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The password of the Web Console: whoever has it can run any code in this process.
 *
 * @param text the password
 * @param origin where it is written, for those who ask; empty for one that was made just now
 * @param exposure a line that says who else can read it there; empty where nobody can
 */
record Password(String text, Optional<String> origin, Optional<String> exposure) {
  /** The environment variable that gives a password. */
  static final String VARIABLE = "ALFHEIM_CONSOLE_PASSWORD";

  /** The file in the folder of the state that keeps one from run to run. */
  static final String FILE = "console-password";

  /** Without those that are taken for others. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  /** Of 5 bits each. */
  private static final int LENGTH = 24;

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /** Fewer letters are tried out too soon. */
  private static final int SHORTEST = 8;

  /**
   * Finds the password: in the file that was named, else in the environment, else in the folder of
   * the state; else makes one, and keeps it there.
   *
   * @param file a file that holds it
   * @param variable the value of {@value #VARIABLE}; null where it is not set
   * @param state the folder of the state
   * @throws IllegalArgumentException if the one that is given is too short
   * @throws IOException if the file cannot be read, or the state not be written
   */
  static Password find(Optional<Path> file, String variable, Optional<Path> state)
      throws IOException {
    if (file.isPresent()) {
      return read(file.get());
    }
    if (variable != null) {
      return checked(variable, "the environment variable " + VARIABLE, Optional.empty());
    }
    Optional<Path> kept = state.map(folder -> folder.resolve(FILE));
    if (kept.filter(Files::exists).isPresent()) {
      return read(kept.get());
    }
    Password made = new Password(random(new SecureRandom()), Optional.empty(), Optional.empty());
    if (kept.isPresent()) {
      Files.createDirectories(state.get());
      Files.createFile(
          kept.get(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(kept.get(), made.text + "\n", StandardOpenOption.WRITE);
    }
    return made;
  }

  private static Password read(Path file) throws IOException {
    return checked(Files.readString(file).strip(), file.toString(), exposure(file));
  }

  /** The owner alone should be able to read it; who can write it, can choose it. */
  private static Optional<String> exposure(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return Optional.empty();
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    return Collections.disjoint(permissions, OTHERS)
        ? Optional.empty()
        : Optional.of(
            "other users of this machine can get at the password in %s (%s): chmod 600 %1$s"
                .formatted(file, PosixFilePermissions.toString(permissions)));
  }

  private static Password checked(String text, String origin, Optional<String> exposure) {
    if (text.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "the password in "
              + origin
              + " is shorter than "
              + SHORTEST
              + " letters; whoever guesses it can run any code here");
    }
    return new Password(text, Optional.of(origin), exposure);
  }

  private static String random(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** The password as the Web Console's configuration has it: those who see it cannot log in. */
  String hashed() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "{sha-256}" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return "a password";
  }
}
