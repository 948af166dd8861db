package org.alfheim.linker.script;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.ElfBytes;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.alfheim.names.RawText;

/**
 * A text under the name of a library that names the files to link in its place, as glibc's {@code
 * libm.a} does: {@code GROUP ( libm-2.36.a libmvec.a )} (GNU ld's manual, "File Commands").
 */
public final class LinkerScript {
  private static final int LOOKED_AT = 64;

  /**
   * A file that a script names.
   *
   * @param names how it may be called, in the order of the search: for {@code -lm} there are two
   * @param asNeeded whether a shared object is needed only if it has an import (AS_NEEDED)
   * @param line the line of the script
   */
  public record NamedFile(List<String> names, boolean asNeeded, int line) {
    /** Takes the list as it is at this moment. */
    public NamedFile {
      names = List.copyOf(names);
    }
  }

  private final ScriptTokens tokens;
  private final List<NamedFile> files = new ArrayList<>();

  private LinkerScript(ScriptTokens tokens) {
    this.tokens = tokens;
  }

  /** Whether a file is a text, and no object or archive. */
  public static boolean isText(Input input) {
    ElfBytes file = new ElfBytes(input.name(), input.bytes());
    int size = (int) Math.min(LOOKED_AT, file.size());
    ByteBuffer start = file.window(0, size, "e_ident", 0);
    for (int i = 0; i < size; i++) {
      int b = start.get(i);
      if ((b >= 0 && b < 9) || b == 127 || (b > 13 && b < 32)) {
        return false;
      }
    }
    return size > 0;
  }

  /**
   * The files that a script names, in its order.
   *
   * @param input a text
   * @throws LinkException if it is no linker script, or has commands that are no names of files
   */
  public static List<NamedFile> files(Input input) {
    if (input.bytes().byteSize() > ScriptTokens.LONGEST) {
      throw new LinkException(input.name(), "this is a text of more than 4 MiB, no object", "");
    }
    ElfBytes file = new ElfBytes(input.name(), input.bytes());
    byte[] text = new byte[(int) file.size()];
    file.window(0, text.length, "e_ident", 0).get(text);
    LinkerScript script =
        new LinkerScript(new ScriptTokens(input.name(), RawText.decode(text), "(),;"));
    script.read();
    return List.copyOf(script.files);
  }

  private void read() {
    while (!tokens.atEnd()) {
      ScriptTokens.Token command = tokens.take();
      switch (command.quoted() ? "" : command.text()) {
        case "INPUT", "GROUP" -> readFiles(false);
        case "OUTPUT_FORMAT", "OUTPUT_ARCH", "TARGET", "SEARCH_DIR", "ENTRY" -> skipArguments();
        case ";" -> {}
        default ->
            throw new LinkException(
                tokens.bad(command.line(), "").where(),
                "this is text, and \""
                    + shortened(command.text())
                    + "\" is no command of a linker script that names files",
                "name an object, an archive, or a script with INPUT or GROUP");
      }
    }
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private void skipArguments() {
    tokens.expect("(");
    while (!tokens.takes(")")) {
      tokens.take();
    }
  }

  private void readFiles(boolean asNeeded) {
    tokens.expect("(");
    while (!tokens.takes(")")) {
      ScriptTokens.Token name = tokens.take();
      if (name.is("AS_NEEDED") && !asNeeded) {
        readFiles(true);
      } else if (name.is("(")) {
        throw tokens.bad(name.line(), "a file was expected, and not \"(\"");
      } else if (!name.is(",")) {
        files.add(new NamedFile(names(name.text()), asNeeded, name.line()));
      }
    }
  }

  private static List<String> names(String name) {
    if (name.startsWith("-l:")) {
      return List.of(name.substring(3));
    }
    if (name.startsWith("-l")) {
      String library = "lib" + name.substring(2);
      return List.of(library + ".so", library + ".a");
    }
    return List.of(name);
  }
}
