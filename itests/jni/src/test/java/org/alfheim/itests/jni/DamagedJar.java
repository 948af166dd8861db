package org.alfheim.itests.jni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/** Jars whose native library is not what it was. */
final class DamagedJar {
  /** The first byte of a block of a type that there is not (RFC 1951, 3.2.3). */
  private static final byte NO_BLOCK = 7;

  /** An offset in an ELF header, and a value (ELF specification, figures 1-3 and 1-4). */
  private static final int E_MACHINE = 18;

  private static final int EM_X86_64 = 62;

  private static final Pattern FOREIGN = Pattern.compile("\\.(so|a|dll|jnilib|dylib)$");

  private DamagedJar() {}

  /**
   * Writes a copy of a jar with another content of its library for Linux on amd64, and without
   * those for others.
   *
   * @param packed whether what the library is packed to is damaged
   */
  static void write(Path jar, UnaryOperator<byte[]> damage, boolean packed, Path copy)
      throws IOException {
    long first = 0;
    try (JarFile in = new JarFile(jar.toFile());
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy))) {
      for (Enumeration<JarEntry> all = in.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        byte[] content = in.getInputStream(entry).readAllBytes();
        boolean isLibrary = isLibrary(entry.getName(), content);
        if (isLibrary || !FOREIGN.matcher(entry.getName()).find()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          first = isLibrary ? Files.size(copy) : first;
          out.write(isLibrary ? damage.apply(content) : content);
        }
      }
    }
    if (packed) {
      byte[] damaged = Files.readAllBytes(copy);
      damaged[(int) first] = NO_BLOCK;
      Files.write(copy, damaged);
    }
  }

  private static boolean isLibrary(String name, byte[] content) {
    return content.length > EM_X86_64
        && content[0] == 0x7f
        && content[E_MACHINE] == EM_X86_64
        && name.matches("(?i).*\\blinux\\b(?!-musl|-android).*\\.so");
  }
}
