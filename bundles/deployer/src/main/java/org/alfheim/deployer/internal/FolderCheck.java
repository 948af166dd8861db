package org.alfheim.deployer.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.activator.FolderPolicy;
import org.alfheim.names.RawText;

/**
 * What File Install is silent about: a folder that can't be looked into, and in it what is no file.
 * Each is told once, and again when it has been otherwise in between.
 *
 * <p>Not safe for several threads at once.
 */
final class FolderCheck {
  private final List<Path> folders;
  private final boolean everyBundle;
  private final DropLog log;
  private final Set<Path> unusable = new HashSet<>();
  private final Map<Path, String> told = new HashMap<>();

  FolderCheck(List<Path> folders, boolean everyBundle, DropLog log) {
    this.folders = folders;
    this.everyBundle = everyBundle;
    this.log = log;
  }

  void look() {
    for (Path folder : folders) {
      String problem = problem(folder);
      if (!problem.isEmpty()) {
        if (unusable.add(folder)) {
          log.error(folder + ": the folder for plugins " + problem);
        }
        continue;
      }
      if (unusable.remove(folder)) {
        log.over(folder + ": the folder for plugins can be read now");
      }
      lookInto(folder);
    }
  }

  private static String problem(Path folder) {
    if (!Files.exists(folder)) {
      return "does not exist; create it, and what is put there is deployed";
    }
    if (!Files.isDirectory(folder)) {
      return "is no folder; put one in its place, and what is put there is deployed";
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      return "can't be read by the user "
          + user()
          + "; nothing of it is deployed until it can: chmod o+rx "
          + folder;
    }
    return "";
  }

  /** The number: in a container there often is no name. */
  private static String user() {
    try {
      return String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return System.getProperty("user.name");
    }
  }

  private void lookInto(Path folder) {
    Map<Path, String> problems = new HashMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String problem = problemOf(entry);
        if (!problem.isEmpty()) {
          problems.put(entry, problem);
        }
      }
    } catch (IOException | DirectoryIteratorException changing) {
      return; // The next look will tell.
    }
    told.keySet().removeIf(entry -> entry.startsWith(folder) && !problems.containsKey(entry));
    problems.forEach((entry, problem) -> {
      if (told.putIfAbsent(entry, problem) == null) {
        log.warn("not deployed: " + RawText.shown(RawText.of(entry)) + ": " + problem);
      }
    });
  }

  private String problemOf(Path entry) throws IOException {
    if (FileKind.isUnfinished(RawText.of(entry.getFileName()))) {
      return "";
    }
    if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
      return "it is a link to "
          + Files.readSymbolicLink(entry)
          + ", which is not there, or not for the user "
          + user();
    }
    if (!Files.isDirectory(entry)) {
      return Unopenable.is(entry) && FileKind.of(entry, everyBundle) == FileKind.OTHER
          ? "its name is not in the encoding of the locale, and File Install can't open it; rename it"
          : "";
    }
    if (holdsPolicy(entry)) {
      return "it is a folder, and the policy in it is not in force; put that file beside the folder";
    }
    return holdsPlugins(entry)
        ? "it is a folder, and what is in it is not looked at; put the files themselves beside it"
        : "";
  }

  private static boolean holdsPolicy(Path folder) throws IOException {
    if (!Files.isReadable(folder)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FolderPolicy::isMeant)) {
      return files.iterator().hasNext();
    }
  }

  private boolean holdsPlugins(Path folder) throws IOException {
    if (!Files.isReadable(folder)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        FileKind kind = FileKind.of(file, everyBundle);
        if (kind == FileKind.IMAGE || kind == FileKind.JAR) {
          return true;
        }
      }
    }
    return false;
  }
}
