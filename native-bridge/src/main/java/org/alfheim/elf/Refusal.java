package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The refusals of a file for what it is, before anything in it is read: each names what the file is
 * instead.
 */
final class Refusal {
  private static final String FILETYPE = "invalid filetype, only ELF64 supported";
  private static final String ARCHITECTURE = "invalid architecture, only AMD64 supported";

  private Refusal() {}

  static ElfException notElf(ElfBytes file) {
    if (file.size() == 0) {
      return file.bad("e_ident", 0, FILETYPE + ": the file is empty", "");
    }
    byte[] start = new byte[(int) Math.min(16, file.size())];
    file.window(0, start.length, "e_ident", 0).get(start);
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("!<arch>\n") || text.startsWith("!<thin>\n")) {
      return file.bad(
          "e_ident",
          0,
          FILETYPE + ": this is an archive of object files",
          "open it by a name without .so in it, or make a shared object of it: alfheim link");
    }
    if (isText(text)) {
      return file.bad(
          "e_ident",
          0,
          FILETYPE + ": this is text",
          text.startsWith("#!")
              ? ""
              : "where it is a linker script, open the library that it names");
    }
    return file.bad("e_ident", 0, FILETYPE + ": this is " + kind(text), "");
  }

  private static boolean isText(String start) {
    for (int i = 0; i < start.length(); i++) {
      char c = start.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') || c > '~') {
        return false;
      }
    }
    return true;
  }

  private static String kind(String start) {
    if (start.startsWith("MZ")) {
      return "a Windows executable or library";
    }
    if (start.startsWith("PK\3\4")) {
      return "a zip or jar file";
    }
    if (start.startsWith("\u00ca\u00fe\u00ba\u00be")) {
      return "a Java class file or a Mach-O universal file";
    }
    if (start.startsWith("\u00cf\u00fa\u00ed\u00fe")) {
      return "a Mach-O file (macOS)";
    }
    StringBuilder bytes = new StringBuilder("no ELF file, it begins with");
    for (int i = 0; i < Math.min(4, start.length()); i++) {
      bytes.append(i == 0 ? " " : ":");
      bytes.append(Character.forDigit(start.charAt(i) >> 4, 16));
      bytes.append(Character.forDigit(start.charAt(i) & 15, 16));
    }
    return bytes.toString();
  }

  static ElfException notElf64(ElfBytes file, ByteBuffer header) {
    int elfClass = header.get(4) & 0xff;
    if (elfClass != 1) {
      return file.bad(
          "EI_CLASS",
          4,
          FILETYPE + ": the ELF class is " + elfClass + ", which no ABI defines",
          "");
    }
    int machine = header.limit() >= 20 ? machineOf(header) : 0;
    if (machine == FileHeader.EM_X86_64) {
      return file.bad(
          "EI_CLASS",
          4,
          FILETYPE + ": this is a 32-bit ELF file for the x32 ABI of x86-64",
          "build it with -m64");
    }
    String is = machine == 0 ? "" : " for " + machine(machine);
    return file.bad(
        "EI_CLASS", 4, FILETYPE + ": this is a 32-bit ELF file" + is, "build it for x86-64");
  }

  static ElfException notLittleEndian(ElfBytes file, ByteBuffer header) {
    int data = header.get(5) & 0xff;
    if (data != 2) {
      return file.bad(
          "EI_DATA", 5, ARCHITECTURE + ": the data encoding is " + data + ", which no ABI defines");
    }
    String is = header.limit() >= 20 ? " for " + machine(machineOf(header)) : "";
    return file.bad(
        "EI_DATA", 5, ARCHITECTURE + ": this is a big-endian file" + is, "build it for x86-64");
  }

  /** A file that is not for {@link SharedObject}, though it is ELF64 for AMD64. */
  static ElfException notShared(ElfBytes file, int type) {
    String is;
    String cure = "";
    switch (type) {
      case FileHeader.ET_REL -> {
        is = "a relocatable object";
        cure = "open it by a name without .so in it, or make a shared object of it: alfheim link";
      }
      case FileHeader.ET_EXEC -> {
        is = "an executable at fixed addresses";
        cure = "build it as a shared object: gcc -fPIC -shared";
      }
      case FileHeader.ET_CORE -> is = "a core dump";
      default -> is = "a file of type " + type;
    }
    return file.bad("e_type", 16, "no shared object: this is " + is, cure);
  }

  static ElfException otherMachine(ElfBytes file, int machine) {
    return file.bad(
        "e_machine",
        18,
        ARCHITECTURE + ": this file is for " + machine(machine),
        "build it for x86-64");
  }

  /** {@code e_machine} in the byte order that the header itself names. */
  private static int machineOf(ByteBuffer header) {
    int value = header.getShort(18) & 0xffff;
    return header.get(5) == 2 ? Short.reverseBytes((short) value) & 0xffff : value;
  }

  private static String machine(int machine) {
    return switch (machine) {
      case 2 -> "sparc";
      case 3 -> "i386";
      case 4 -> "m68k";
      case 8 -> "mips";
      case 15 -> "hppa";
      case 20 -> "powerpc";
      case 21 -> "powerpc64";
      case 22 -> "s390x";
      case 40 -> "arm";
      case 42 -> "sh";
      case 43 -> "sparc64";
      case 50 -> "ia64";
      case 62 -> "x86-64";
      case 180, 181 -> "Xeon Phi";
      case 183 -> "aarch64";
      case 190 -> "CUDA";
      case 224 -> "AMD GPUs";
      case 243 -> "riscv";
      case 247 -> "bpf";
      case 251 -> "SX-Aurora";
      case 258 -> "loongarch";
      case 0x9026 -> "alpha";
      default -> "machine " + machine;
    };
  }
}
