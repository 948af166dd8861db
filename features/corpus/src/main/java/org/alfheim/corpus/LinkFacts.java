package org.alfheim.corpus;

import java.util.List;

/**
 * What is known of the link of an object or archive, which came before it was opened.
 *
 * @param objects how many objects are in the image
 * @param loads how many instructions load an address from a slot that took it directly
 * @param thunks how many instructions go by a few of the linker's
 * @param providers the archives and libraries that were added for what the file lacks
 * @param unknown the symbols that are still lacking
 * @param refusal the word for why it was refused; empty if it was not
 * @param ld what came of it by the system's linker
 * @param reason why, where that is not SAME; empty otherwise
 * @param differences what its exports and relocations have other than those by the system's linker
 */
public record LinkFacts(
    int objects,
    int loads,
    int thunks,
    List<String> providers,
    List<String> unknown,
    String refusal,
    Ld ld,
    String reason,
    List<String> differences) {

  /** How an image compares with the one that the system's linker makes of the same. */
  public enum Ld {
    /** Same exports, equivalent relocations. */
    SAME("same"),
    /** Something differs. */
    DIFFERS("DIFFERS"),
    /** It makes none. */
    DECLINED("declined"),
    /** There is no such linker on this machine, or it took too long. */
    ABSENT("absent");

    private final String word;

    Ld(String word) {
      this.word = word;
    }

    /** The word in a line of the report. */
    public String word() {
      return word;
    }
  }

  /** Copies the lists. */
  public LinkFacts {
    providers = List.copyOf(providers);
    unknown = List.copyOf(unknown);
    differences = List.copyOf(differences);
  }

  /** What a line of the report has of it. */
  String text() {
    StringBuilder text = new StringBuilder(" ld=").append(ld.word());
    if (!refusal.isEmpty()) {
      return text + " class=" + refusal;
    }
    text.append(" objects=").append(objects);
    if (loads + thunks > 0) {
      text.append(" loads=").append(loads).append(" thunks=").append(thunks);
    }
    if (!providers.isEmpty()) {
      text.append(" with=").append(String.join(",", providers));
    }
    if (!unknown.isEmpty()) {
      text.append(" lacking=").append(unknown.size());
    }
    return text.toString();
  }
}
