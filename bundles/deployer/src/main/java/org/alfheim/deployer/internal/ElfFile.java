package org.alfheim.deployer.internal;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Tells from little whether a file in a folder is meant as a plugin. */
final class ElfFile {
  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  private static final Pattern SHARED_OBJECT = Pattern.compile(".+\\.so(\\.\\d+)*");
  private static final Pattern UNFINISHED = Pattern.compile("\\..*|.*(~|\\.tmp|\\.part)");

  private ElfFile() {}

  /**
   * Whether a file is one to deploy: it begins as ELF files do, or has the name of a shared object
   * (a broken one must be reported, not passed over). A hidden file, or one with a name that
   * copying programs give to what they have not finished, is not.
   */
  static boolean isMeant(File file) {
    String name = file.getName();
    return !UNFINISHED.matcher(name).matches()
        && !file.isDirectory()
        && (SHARED_OBJECT.matcher(name).matches() || hasMagic(file));
  }

  /**
   * Whether a file that can't be used may only be on its way: one that is not empty and does not
   * begin as ELF files do never becomes one by what is appended.
   */
  static boolean mayBeUnfinished(File file) {
    return file.length() < MAGIC.length || hasMagic(file);
  }

  private static boolean hasMagic(File file) {
    if (!file.isFile()) {
      return false;
    }
    try (InputStream content = new FileInputStream(file)) {
      return Arrays.equals(content.readNBytes(MAGIC.length), MAGIC);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
