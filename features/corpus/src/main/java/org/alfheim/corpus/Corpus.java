package org.alfheim.corpus;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.alfheim.corpus.objects.LinkableFiles;

/** Finds libraries, and what they can be linked of. */
public final class Corpus {
  /** Where a system keeps its libraries (hier(7), and Debian's multiarch folders below). */
  private static final List<String> SYSTEM =
      List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib");

  private static final Pattern NAME = Pattern.compile(".*\\.so(\\.[0-9].*)?");

  /** {@code e_ident} up to the class, and {@code e_type}: ELF, 64 bits, ET_DYN. */
  private static final byte[] IDENT = {0x7f, 'E', 'L', 'F', 2, 1};

  private static final int E_TYPE = 16;
  private static final int ET_DYN = 3;

  /** Any number will do, and always the same. */
  private static final long SEED = 0x616c66;

  private Corpus() {}

  /** The system's library folders that there are. */
  public static List<Path> system() {
    return SYSTEM.stream().map(Path::of).filter(Files::isDirectory).toList();
  }

  /**
   * The libraries in some folders: regular files named {@code *.so} or {@code *.so.VERSION} that
   * begin as an ELF64 shared object does, and all that are named {@code *.o}, {@code *.a} or {@code
   * *.rlib}, whatever is in them. Of files with several names one is given, by its real path.
   *
   * @param given folders, which are searched to the ground, and files, which are taken as they are
   * @return the real paths, in order
   * @throws IOException if one of them does not exist or can't be read
   */
  public static List<Path> libraries(List<Path> given) throws IOException {
    Map<Object, Path> found = new LinkedHashMap<>();
    for (Path path : given) {
      Path real = path.toRealPath();
      if (Files.isDirectory(real)) {
        search(real, found);
      } else {
        add(real, Files.readAttributes(real, BasicFileAttributes.class), found);
      }
    }
    return found.values().stream().sorted().toList();
  }

  private static void search(Path folder, Map<Object, Path> found) throws IOException {
    /* Links are not followed: what they lead to in the same folders is found anyway. */
    Files.walkFileTree(
        folder,
        EnumSet.noneOf(FileVisitOption.class),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && (LinkableFiles.isNamedSo(file) || isLibrary(file))) {
              add(file, attributes, found);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void add(Path file, BasicFileAttributes attributes, Map<Object, Path> found) {
    Object key = attributes.fileKey() == null ? file : attributes.fileKey();
    found.putIfAbsent(key, file);
  }

  private static boolean isLibrary(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches() && looksLikeALibrary(file);
  }

  private static boolean looksLikeALibrary(Path file) {
    try (var stream = Files.newInputStream(file)) {
      byte[] start = stream.readNBytes(E_TYPE + 1);
      for (int i = 0; i < IDENT.length; i++) {
        if (i >= start.length || start[i] != IDENT[i]) {
          return false;
        }
      }
      return start.length > E_TYPE && start[E_TYPE] == ET_DYN;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Some of many, picked by chance, the same ones each time.
   *
   * @param libraries all
   * @param count how many at most
   * @return the picked ones, in the order of all
   */
  public static List<Path> sample(List<Path> libraries, int count) {
    List<Path> shuffled = new ArrayList<>(libraries);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled.stream().limit(count).sorted().toList();
  }
}
