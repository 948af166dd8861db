package org.alfheim.linker.symbol;

import static org.alfheim.elf.RelocationType.R_X86_64_64;
import static org.alfheim.elf.RelocationType.R_X86_64_GOTPCREL;
import static org.alfheim.elf.RelocationType.R_X86_64_PC32;
import static org.alfheim.elf.RelocationType.R_X86_64_PLT32;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LeafFrame;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.object.SectionRelocations;

/**
 * What a compiler's driver adds to a shared library from {@code crtbeginS.o}, {@code crti.o},
 * {@code crtn.o} and {@code libc_nonshared.a}, as far as it is asked for: the handle of the
 * library, by which what it registered with {@code __cxa_atexit} runs at its end (Itanium C++ ABI
 * 3.3.6.3), functions that need that handle, and the frames of the functions {@code .init} and
 * {@code .fini}.
 */
public final class StartFiles {
  private static final String HANDLE = "__dso_handle";
  private static final long CODE = InputSection.SHF_ALLOC | InputSection.SHF_EXECINSTR;
  private static final long DATA = InputSection.SHF_ALLOC | InputSection.SHF_WRITE;

  /** endbr64; lea __dso_handle(%rip),%rdx; xor %esi,%esi; jmp __cxa_atexit. */
  private static final String ATEXIT = "f30f1efa 488d1500000000 31f6 e900000000";

  /** endbr64; lea __dso_handle(%rip),%rsi; jmp __cxa_at_quick_exit. */
  private static final String AT_QUICK_EXIT = "f30f1efa 488d3500000000 e900000000";

  /** endbr64; lea __dso_handle(%rip),%rcx; jmp __register_atfork. */
  private static final String ATFORK = "f30f1efa 488d0d00000000 e900000000";

  /**
   * endbr64; cmpq $0,__cxa_finalize@GOTPCREL(%rip); je 1f; lea __dso_handle(%rip),%rdi; jmp
   * __cxa_finalize; 1: ret.
   */
  private static final String FINALIZE =
      "f30f1efa 48833d0000000000 740c 488d3d00000000 e900000000 c3";

  /** endbr64; sub $8,%rsp. */
  private static final String PROLOGUE = "f30f1efa 4883ec08";

  /** add $8,%rsp; ret. */
  private static final String EPILOGUE = "4883c408 c3";

  private StartFiles() {}

  /** Adds what the objects ask for, and nothing else. */
  public static void addTo(SymbolResolution resolution) {
    ObjectBuilder functions = new ObjectBuilder();
    function(resolution, functions, "atexit", ATEXIT, "__cxa_atexit");
    function(resolution, functions, "at_quick_exit", AT_QUICK_EXIT, "__cxa_at_quick_exit");
    function(resolution, functions, "pthread_atfork", ATFORK, "__register_atfork");
    if (!functions.isEmpty()) {
      resolution.add(functions.build());
    }
    if (resolution.missing(HANDLE)) {
      resolution.addFirst(handle());
    }
    for (String name : List.of(".init", ".fini")) {
      if (resolution.hasSection(name)) {
        resolution.addFirst(code(name, PROLOGUE));
        resolution.add(code(name, EPILOGUE));
      }
    }
  }

  private static void function(
      SymbolResolution resolution,
      ObjectBuilder object,
      String name,
      String code,
      String registration) {
    if (!resolution.missing(name)) {
      return;
    }
    byte[] bytes = bytes(code);
    int handle = object.reference(HANDLE, ObjectSymbol.STB_GLOBAL, ObjectSymbol.STV_HIDDEN);
    int target = object.reference(registration, ObjectSymbol.STB_GLOBAL, ObjectSymbol.STV_DEFAULT);
    int section =
        object.section(
            ".text",
            InputSection.SHT_PROGBITS,
            CODE,
            16,
            bytes,
            new SectionRelocations.Builder(2)
                .add(7, R_X86_64_PC32, handle, -4)
                .add(bytes.length - 4, R_X86_64_PLT32, target, -4)
                .build());
    frame(object, object.hidden(name, ObjectSymbol.STT_FUNC, section, bytes.length), bytes.length);
  }

  /** None of these functions moves the stack pointer. */
  private static void frame(ObjectBuilder object, int function, int length) {
    byte[] records = Arrays.copyOf(LeafFrame.common(), 2 * LeafFrame.CIE);
    byte[] fde = LeafFrame.function(LeafFrame.CIE, length);
    System.arraycopy(fde, 0, records, LeafFrame.CIE, fde.length);
    object.section(
        ".eh_frame",
        InputSection.SHT_PROGBITS,
        InputSection.SHF_ALLOC,
        8,
        records,
        SectionRelocations.of(LeafFrame.CIE + LeafFrame.PC_BEGIN, R_X86_64_PC32, function, 0));
  }

  /** A word that points to itself, and the function that ends what was registered under it. */
  private static RelocatableObject handle() {
    ObjectBuilder object = new ObjectBuilder();
    int handle = 1;
    int data =
        object.section(
            ".data.rel.ro",
            InputSection.SHT_PROGBITS,
            DATA,
            8,
            new byte[8],
            SectionRelocations.of(0, R_X86_64_64, handle, 0));
    object.hidden(HANDLE, ObjectSymbol.STT_OBJECT, data, 8);
    int finalize =
        object.reference("__cxa_finalize", ObjectSymbol.STB_WEAK, ObjectSymbol.STV_DEFAULT);
    byte[] code = bytes(FINALIZE);
    int text =
        object.section(
            ".text",
            InputSection.SHT_PROGBITS,
            CODE,
            16,
            code,
            new SectionRelocations.Builder(3)
                .add(7, R_X86_64_GOTPCREL, finalize, -5)
                .add(17, R_X86_64_PC32, handle, -4)
                .add(22, R_X86_64_PLT32, finalize, -4)
                .build());
    int function = object.hidden("__alfheim_finalize", ObjectSymbol.STT_FUNC, text, code.length);
    frame(object, function, code.length);
    object.section(
        ".fini_array",
        InputSection.SHT_FINI_ARRAY,
        DATA,
        8,
        new byte[8],
        SectionRelocations.of(0, R_X86_64_64, function, 0));
    return object.build();
  }

  private static RelocatableObject code(String section, String code) {
    ObjectBuilder object = new ObjectBuilder();
    object.section(
        section, InputSection.SHT_PROGBITS, CODE, 4, bytes(code), SectionRelocations.EMPTY);
    return object.build();
  }

  private static byte[] bytes(String code) {
    return HexFormat.of().parseHex(code.replace(" ", ""));
  }
}
