package org.alfheim.corpus.objects;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.LinkedImage;
import org.alfheim.linker.Linker;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectArchive;

/** Links objects and archives by Alfheim. */
public final class CorpusLinker {
  private final SymbolProviders providers;
  private final List<SharedObject> usual = UsualLibraries.all();

  /**
   * A linker.
   *
   * @param providers who has what a file lacks
   */
  public CorpusLinker(SymbolProviders providers) {
    this.providers = providers;
  }

  private static SharedObject library(Path file) {
    try {
      return SharedObject.parse(file.getFileName().toString(), LinkableFiles.bytes(file));
    } catch (IOException e) {
      throw new LinkException(file.toString(), "can't be read: " + e.getMessage(), "");
    }
  }

  /**
   * Links a file and nothing else: all members of an archive.
   *
   * @param file an object or archive, by its real path
   */
  public LinkOutcome link(Path file) {
    return attempt(() -> {
      LinkedImage image = link(List.of(input(file)), LinkOptions.Members.ALL, usual);
      return new LinkOutcome.Linked(image.bytes(), image.report(), List.of(), List.of());
    });
  }

  /**
   * Adds what an image lacks: its archive whole, and of the archives that have it the members that
   * are referred to.
   *
   * @param file the object or archive that the image is of
   * @param alone the image
   * @return the image as it is where it lacks nothing, or nobody has it
   */
  public LinkOutcome complete(Path file, LinkOutcome.Linked alone) {
    if (alone.report().unknown().isEmpty()) {
      return alone;
    }
    SymbolProviders.Choice choice = providers.choose(file, alone.report().unknown());
    return choice.empty() ? alone : attempt(() -> linkWith(file, choice));
  }

  private LinkOutcome linkWith(Path file, SymbolProviders.Choice choice) {
    Input whole = input(file);
    List<Input> inputs = new ArrayList<>();
    if (ObjectArchive.isArchive(whole)) {
      ObjectArchive.members(whole).stream().filter(LinkableFiles::isElf).forEach(inputs::add);
    } else {
      inputs.add(whole);
    }
    choice.archives().forEach(archive -> inputs.add(input(archive)));
    List<SharedObject> libraries = new ArrayList<>(usual);
    choice.libraries().forEach(library -> libraries.add(library(library)));
    LinkedImage image = link(inputs, LinkOptions.Members.REFERRED, libraries);
    List<Path> used = new ArrayList<>(choice.archives());
    used.addAll(choice.libraries());
    return new LinkOutcome.Linked(image.bytes(), image.report(), used, choice.libraryFolders());
  }

  private static LinkedImage link(
      List<Input> inputs, LinkOptions.Members members, List<SharedObject> libraries) {
    return Linker.link(
        inputs, LinkOptions.standard().withMembers(members).withLibraries(libraries));
  }

  private static Input input(Path file) {
    try {
      return LinkableFiles.input(file);
    } catch (IOException e) {
      throw new LinkException(file.toString(), "can't be read: " + e.getMessage(), "");
    }
  }

  private static LinkOutcome attempt(Supplier<LinkOutcome> link) {
    try {
      return link.get();
    } catch (LinkException e) {
      return new LinkOutcome.NotLinked(RefusalClass.of(e), e.getMessage());
    } catch (ElfException e) {
      return new LinkOutcome.NotLinked(RefusalClass.of(e), e.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return new LinkOutcome.Broken(trace.toString());
    }
  }
}
