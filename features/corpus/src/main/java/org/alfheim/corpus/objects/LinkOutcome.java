package org.alfheim.corpus.objects;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.linker.LinkReport;

/** What came of a link by Alfheim. */
public sealed interface LinkOutcome {

  /**
   * There is an image.
   *
   * @param bytes its bytes
   * @param report what the linker did
   * @param providers the archives and libraries that were added for what the file lacks
   * @param libraryFolders folders in which ld.so has to look for libraries among them
   */
  record Linked(
      MemorySegment bytes, LinkReport report, List<Path> providers, List<Path> libraryFolders)
      implements LinkOutcome {
    /** Copies the lists. */
    public Linked {
      providers = List.copyOf(providers);
      libraryFolders = List.copyOf(libraryFolders);
    }
  }

  /**
   * The linker said no.
   *
   * @param kind why, in a word
   * @param reason what it said: member, section, place, symbol, cure
   */
  record NotLinked(RefusalClass kind, String reason) implements LinkOutcome {}

  /**
   * The linker went wrong, or the file could not be read.
   *
   * @param reason what went wrong
   */
  record Broken(String reason) implements LinkOutcome {}
}
