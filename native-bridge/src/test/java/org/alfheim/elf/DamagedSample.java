package org.alfheim.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample with one thing wrong: the refusal names the field, where it lies, and what is wrong.
 */
@Timeout(value = 60, threadMode = SEPARATE_THREAD)
abstract class DamagedSample {
  // Where the fields lie in a program header.
  static final int P_OFFSET = 8;
  static final int P_VADDR = 16;
  static final int P_FILESZ = 32;
  static final int P_MEMSZ = 40;
  static final int P_ALIGN = 48;

  @TempDir private static Path directory;
  static EditableElf sound;

  EditableElf elf;

  @BeforeAll
  static void compile() {
    sound = EditableElf.of(Sample.compile(new Gcc(directory), "libsample.so"));
  }

  @BeforeEach
  void takeACopy() {
    elf = sound.copy();
  }

  /** The refusal of the changed copy. */
  ElfException refusal() {
    ElfException refusal =
        catchThrowableOfType(ElfException.class, () -> Images.parse("lib.so", elf.bytes()));
    assertThat(refusal).as("the file was not refused").isNotNull();
    return refusal;
  }

  /** The problem of the refusal, which has to be for a field at an offset. */
  AbstractStringAssert<?> refusedFor(String field, long offset) {
    ElfException refusal = refusal();
    assertThat(refusal.field()).as(refusal.getMessage()).isEqualTo(field);
    assertThat(refusal.offset()).as(refusal.getMessage()).isEqualTo(offset);
    return assertThat(refusal.problem());
  }

  /**
   * The problem of the refusal, which has to be for the value of an entry of the dynamic section.
   */
  AbstractStringAssert<?> refusedForValueOf(long tag) {
    return refusedFor(DynamicSection.nameOf(tag), elf.dynamic(tag) + 8);
  }
}
