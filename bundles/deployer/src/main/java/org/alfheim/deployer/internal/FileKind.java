package org.alfheim.deployer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.alfheim.names.RawText;
import org.alfheim.registry.PluginConstants;
import org.osgi.framework.Constants;

/** What a file in a folder is meant as, told from little. */
enum FileKind {
  /**
   * A bare image: it begins as ELF files do, or has the name of one, or of an object or an archive,
   * which is linked into one.
   */
  IMAGE,
  /** A bundle, a jar with native methods that becomes one, or what has the name of one. */
  JAR,
  /** A pipe, a socket or a device: who opens it to look may wait for ever. */
  SPECIAL,
  /** Somebody else's. */
  OTHER;

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final byte[] ARCHIVE = {'!', '<', 'a', 'r'};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final Pattern IMAGE_NAME =
      Pattern.compile(".+\\.(so(\\.\\d+)*|o|a)", Pattern.DOTALL);
  private static final Pattern UNFINISHED =
      Pattern.compile("\\..*|.*(~|\\.tmp|\\.part)", Pattern.DOTALL);

  /**
   * The kind of a file. One with the name of a shared object or of a jar counts as such, since a
   * broken one must be reported, not passed over, also if it is gone. A hidden file, or one with a
   * name that copying programs give to what they have not finished, is nobody's.
   *
   * @param everyBundle whether every bundle counts, and not those alone that have a plugin
   */
  static FileKind of(Path file, boolean everyBundle) {
    String name = RawText.of(file.getFileName());
    if (isUnfinished(name) || Files.isDirectory(file)) {
      return OTHER;
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return SPECIAL;
    }
    if (IMAGE_NAME.matcher(name).matches() || begins(file, ELF)) {
      return IMAGE;
    }
    return (everyBundle && name.endsWith(".jar")) || isBundle(file, everyBundle) ? JAR : OTHER;
  }

  /** Whether a name says that the file is hidden, or on its way. */
  static boolean isUnfinished(String name) {
    return UNFINISHED.matcher(name).matches();
  }

  /**
   * Whether a file of this kind that can't be used may only be on its way: one that is not empty
   * and does not begin as its kind does never becomes one by what is appended.
   */
  boolean mayBeUnfinished(Path file) {
    return FileStamp.of(file).length() < ELF.length
        || (this == JAR ? begins(file, ZIP) : begins(file, ELF) || begins(file, ARCHIVE));
  }

  private static boolean isBundle(Path file, boolean every) {
    if (!begins(file, ZIP)) {
      return false;
    }
    try {
      Manifest manifest = Dropped.Jar.manifest(file);
      return has(manifest, every ? Constants.BUNDLE_SYMBOLICNAME : PluginConstants.NATIVE_PLUGIN)
          || Dropped.Natives.of(file).isPresent();
    } catch (IOException damaged) {
      return false;
    }
  }

  private static boolean has(Manifest manifest, String header) {
    return manifest != null
        && manifest.getMainAttributes().containsKey(new Attributes.Name(header));
  }

  private static boolean begins(Path file, byte[] magic) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(magic.length), magic);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
