package org.alfheim.itests.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The class path of this JVM. */
public final class ClassPath {
  private ClassPath() {}

  /** Its parts. */
  public static List<Path> parts() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(part -> !part.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** The jar, or the folder of classes, in which a class of this class path is. */
  public static Path of(String className) throws IOException {
    String entry = className.replace('.', '/') + ".class";
    for (Path part : parts()) {
      if (Files.isDirectory(part)
          ? Files.exists(part.resolve(entry))
          : Jars.hasEntry(part, entry)) {
        return part;
      }
    }
    throw new IOException("no class " + className + " on the class path");
  }

  /** Its parts as jars: a start-up cache takes nothing from folders. */
  public static List<Path> jars(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path part : parts()) {
      jars.add(Files.isDirectory(part) ? packed(part, folder.resolve(jars.size() + ".jar")) : part);
    }
    return jars;
  }

  private static Path packed(Path classes, Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return Jars.write(jar, Jars.Packing.STORED, entries);
  }

  /** Parts as {@code -cp} takes them. */
  public static String join(List<Path> parts) {
    return String.join(File.pathSeparator, parts.stream().map(Path::toString).toList());
  }
}
