package org.alfheim.linker.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.place.SectionPlace;
import org.alfheim.linker.section.ExceptionFrames;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.Resolution;

/** Where functions begin, by what symbols and tables for unwinding say: from there code decodes. */
final class FunctionStarts {
  /** No function is longer without a symbol in it that is worth the search. */
  private static final int LONGEST_SEARCH = 1 << 20;

  private final Map<SectionPlace, NavigableSet<Long>> functions = new HashMap<>();
  private final Map<SectionPlace, NavigableSet<Long>> labels = new HashMap<>();
  private final Map<SectionPlace, Map<Integer, InstructionRun>> runs = new HashMap<>();

  FunctionStarts(Resolution resolution, ExceptionFrames.Result frames) {
    resolution.locals().forEach(this::add);
    resolution.globals().forEach(this::add);
    if (frames != null) {
      for (ExceptionFrames.Function function : frames.functions()) {
        LinkSymbol symbol = function.symbol();
        if (symbol.kind() == LinkSymbol.Kind.DEFINED) {
          add(functions, symbol.section(), symbol.value() + function.addend());
        }
      }
    }
  }

  private void add(LinkSymbol symbol) {
    if (symbol.kind() == LinkSymbol.Kind.DEFINED
        && symbol.section().has(InputSection.SHF_EXECINSTR)) {
      boolean function =
          symbol.type() == ObjectSymbol.STT_FUNC || symbol.type() == ObjectSymbol.STT_GNU_IFUNC;
      add(function ? functions : labels, symbol.section(), symbol.value());
    }
  }

  private static void add(
      Map<SectionPlace, NavigableSet<Long>> starts, InputSection section, long offset) {
    starts.computeIfAbsent(section.place(), _ -> new TreeSet<>()).add(offset);
  }

  /**
   * The instruction that a byte is of.
   *
   * @param section the code
   * @param offset the byte
   * @return the instruction, or null where none is found
   */
  Instruction around(InputSection section, long offset) {
    for (Map<SectionPlace, NavigableSet<Long>> starts : List.of(functions, labels)) {
      NavigableSet<Long> known = starts.get(section.place());
      Long start = known == null ? null : known.floor(offset);
      Instruction found = start == null ? null : from(section, start, offset);
      if (found != null) {
        return found;
      }
    }
    return from(section, 0, offset);
  }

  private Instruction from(InputSection section, long start, long offset) {
    if (start < 0 || offset - start > LONGEST_SEARCH) {
      return null;
    }
    return runs.computeIfAbsent(section.place(), _ -> new HashMap<>())
        .computeIfAbsent((int) start, at -> new InstructionRun(section.content(), at))
        .around((int) offset);
  }
}
