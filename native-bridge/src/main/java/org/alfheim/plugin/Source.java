package org.alfheim.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.process.ProcessException;
import org.alfheim.process.SealedImage;

/**
 * An image that is to be opened.
 *
 * @param origin where it comes from
 * @param bytes how to get a copy of its bytes that nobody can change
 * @param terms on what terms
 */
record Source(Origin origin, Bytes bytes, Terms terms) {

  /** Copies an image. */
  @FunctionalInterface
  interface Bytes {
    SealedImage seal() throws IOException;
  }

  static Source file(Path given, Terms terms) {
    try {
      Path real = given.toRealPath();
      String name = String.valueOf(real.getFileName());
      Optional<Path> folder = Optional.ofNullable(given.toAbsolutePath().getParent());
      Origin origin =
          new Origin(given.toString(), name, real.toString(), Optional.of(real), folder);
      return new Source(origin, () -> sealFile(given, real), terms);
    } catch (NoSuchFileException e) {
      throw unreadable(given.toString(), "no such file", e);
    } catch (IOException e) {
      throw unreadable(given.toString(), Refusals.reason(e), e);
    }
  }

  private static SealedImage sealFile(Path given, Path real) throws IOException {
    if (Files.isDirectory(real)) {
      throw unreadable(given.toString(), "it is a directory, not a file", null);
    }
    if (!Files.isRegularFile(real)) {
      throw unreadable(given.toString(), "it is not a regular file", null);
    }
    if (Files.size(real) == 0) {
      throw unreadable(given.toString(), "the file is empty; only ELF64 supported", null);
    }
    return SealedImage.of(real, start -> SharedObject.checkStart(given.toString(), start));
  }

  static Source memory(String displayName, byte[] image, Terms terms) {
    if (image.length == 0) {
      throw unreadable(displayName, "the image is empty; only ELF64 supported", null);
    }
    String name = displayName.substring(displayName.lastIndexOf('/') + 1);
    StringBuilder key = new StringBuilder(displayName).append(Origin.DIGEST).append(digest(image));
    terms.loaded().forEach(dependency -> key.append('+').append(dependency.location()));
    Origin origin =
        new Origin(displayName, name, key.toString(), Optional.empty(), Optional.empty());
    return new Source(origin, () -> SealedImage.of(name, image), terms);
  }

  SealedImage seal() {
    String name = origin.displayName();
    try {
      return bytes.seal();
    } catch (ProcessException | ElfException e) {
      throw Refusals.translate(origin, e);
    } catch (IOException e) {
      throw unreadable(name, Refusals.reason(e), e);
    }
  }

  private static InvalidImageException unreadable(String name, String problem, IOException cause) {
    return new InvalidImageException(name, "file", -1, name + ": " + problem, cause);
  }

  private static String digest(byte[] image) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
