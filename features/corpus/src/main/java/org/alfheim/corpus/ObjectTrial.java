package org.alfheim.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alfheim.corpus.objects.CorpusLinker;
import org.alfheim.corpus.objects.LinkOutcome;
import org.alfheim.corpus.objects.LinkableFiles;
import org.alfheim.corpus.objects.SystemLinker;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;

/**
 * An object or archive: linked by Alfheim and by the system's linker, compared in tables, then
 * opened both ways as any image is.
 */
final class ObjectTrial {
  private final Trials trials;
  private final CorpusLinker linker;
  private final SystemLinker system;
  private final Libraries libraries;

  ObjectTrial(Trials trials, CorpusLinker linker, SystemLinker system, Libraries libraries) {
    this.trials = trials;
    this.linker = linker;
    this.system = system;
    this.libraries = libraries;
  }

  /** What came of ld's link, in comparison. */
  private record Peer(LinkFacts.Ld ld, String reason, List<String> differences) {}

  /**
   * Links a file and opens it.
   *
   * @param file the object or archive, by its real path
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  LibraryReport run(Path file) throws InterruptedException {
    long start = System.nanoTime();
    try {
      Path folder = trials.folder("objects");
      try {
        return run(file, folder, start);
      } finally {
        Trials.delete(folder);
      }
    } catch (IOException e) {
      return failed(e.toString()).report(file, Optional.empty(), start);
    }
  }

  private LibraryReport run(Path file, Path folder, long start)
      throws IOException, InterruptedException {
    SystemLinker.Answer answer = system.link(file, folder);
    LinkOutcome alone = linker.link(file);
    return switch (alone) {
      case LinkOutcome.Broken(String reason) ->
          failed(reason).report(file, Optional.empty(), start);
      case LinkOutcome.NotLinked refused ->
          refused(file, refused, answer).report(file, Optional.of(link(refused, answer)), start);
      case LinkOutcome.Linked image -> opened(file, image, answer, folder, start);
    };
  }

  private static ImageTrial failed(String reason) {
    return ImageTrial.untried(Verdict.UNPROVED, new Outcome.Failed(reason));
  }

  private static ImageTrial refused(
      Path file, LinkOutcome.NotLinked refused, SystemLinker.Answer answer) {
    return ImageTrial.untried(
        answer instanceof SystemLinker.Made
                && !refused.kind().withoutCode()
                && LinkableFiles.beginsAsOne(file)
            ? Verdict.ONLY_LD
            : Verdict.REFUSED,
        new Outcome.Refused(refused.reason()));
  }

  private static LinkFacts link(LinkOutcome.NotLinked refused, SystemLinker.Answer answer) {
    Peer peer =
        switch (answer) {
          case SystemLinker.Made _ -> new Peer(LinkFacts.Ld.DIFFERS, "it links this", List.of());
          case SystemLinker.Declined(String reason) ->
              new Peer(LinkFacts.Ld.DECLINED, reason, List.of());
          case SystemLinker.Absent(String reason) ->
              new Peer(LinkFacts.Ld.ABSENT, reason, List.of());
        };
    return new LinkFacts(
        0,
        0,
        0,
        List.of(),
        List.of(),
        refused.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        peer.ld(),
        peer.reason(),
        List.of());
  }

  private LibraryReport opened(
      Path file, LinkOutcome.Linked alone, SystemLinker.Answer answer, Path folder, long start)
      throws IOException, InterruptedException {
    Peer peer = compare(alone, answer);
    /* What others are added for is refused by itself no worse than the file alone. */
    LinkOutcome.Linked whole =
        linker.complete(file, alone) instanceof LinkOutcome.Linked completed ? completed : alone;
    Path image = folder.resolve(file.getFileName() + ".so");
    write(whole.bytes(), image);
    ImageTrial trial = ImageTrial.of(trials, image, whole.libraryFolders(), libraries);
    if (trial.verdict() == Verdict.SAME && !peer.differences().isEmpty()) {
      trial = trial.as(Verdict.DIFFER);
    } else if (trial.verdict() == Verdict.NEITHER
        && answer instanceof SystemLinker.Made(Path made)) {
      if (trials.run(Opener.DLOPEN, made, List.of()).outcome() instanceof Outcome.Opened) {
        peer =
            new Peer(
                LinkFacts.Ld.DIFFERS,
                "opens as ld makes it; alfheim's image: " + trial.dlopen().text(),
                peer.differences());
        trial = trial.as(Verdict.DIFFER);
      }
    }
    return trial.report(file, Optional.of(link(whole, peer)), start);
  }

  private static void write(MemorySegment bytes, Path file) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file)) {
      Channels.newChannel(stream).write(bytes.asByteBuffer());
    }
  }

  private Peer compare(LinkOutcome.Linked alone, SystemLinker.Answer answer) throws IOException {
    return switch (answer) {
      case SystemLinker.Declined(String reason) ->
          new Peer(LinkFacts.Ld.DECLINED, reason, List.of());
      case SystemLinker.Absent(String reason) -> new Peer(LinkFacts.Ld.ABSENT, reason, List.of());
      case SystemLinker.Made(Path image) -> compare(alone, image);
    };
  }

  private static Peer compare(LinkOutcome.Linked alone, Path image) throws IOException {
    try {
      LinkTables there =
          LinkTables.of(SharedObject.parse("ld's image", LinkableFiles.bytes(image)));
      LinkTables here = LinkTables.of(SharedObject.parse("alfheim's image", alone.bytes()));
      List<String> differences = here.differences(there);
      return differences.isEmpty()
          ? new Peer(LinkFacts.Ld.SAME, "", List.of())
          : new Peer(LinkFacts.Ld.DIFFERS, differences.getFirst(), differences);
    } catch (ElfException e) {
      return new Peer(LinkFacts.Ld.DIFFERS, e.getMessage(), List.of(e.getMessage()));
    }
  }

  private static LinkFacts link(LinkOutcome.Linked image, Peer peer) {
    return new LinkFacts(
        image.report().objects().size(),
        image.report().loads(),
        image.report().thunks(),
        image.providers().stream().map(path -> path.getFileName().toString()).toList(),
        image.report().unknown(),
        "",
        peer.ld(),
        peer.reason(),
        peer.differences());
  }
}
