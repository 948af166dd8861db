package org.alfheim.process;

import java.lang.foreign.MemorySegment;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.Vaddr;
import org.alfheim.link.Fixup;
import org.alfheim.link.Fixups;
import org.alfheim.link.Plan;

/** Writes an image's {@link Fixups} into its mapped pages. */
final class Relocator {
  private final Plan plan;
  private final Address bias;
  private final long[] slots;

  Relocator(Plan plan, Address bias) {
    this.plan = plan;
    this.bias = bias;
    this.slots = new long[plan.carrier().slotWords()];
    Address slot = bias.of(plan.carrier().slots());
    for (int i = 0; i < slots.length; i++) {
      slots[i] = Memory.readLong(slot.plus(8L * i));
    }
  }

  /** All but those whose value a function of the image gives. */
  void writeValues() {
    Fixups fixups = plan.fixups();
    int count = fixups.count();
    for (int i = 0; i < count; i++) {
      Address place = bias.of(fixups.target(i));
      long operand = fixups.operand(i);
      int slot = fixups.slot(i);
      switch (fixups.kind(i)) {
        case ADD_BIAS -> Memory.writeLong(place, Memory.readLong(place) + bias.value());
        case BIAS -> Memory.writeLong(place, bias.value() + operand);
        case CONSTANT -> Memory.writeLong(place, operand);
        case SLOT -> Memory.writeLong(place, slots[slot] + operand);
        case DESCRIPTOR -> {
          Memory.writeLong(place, slots[slot]);
          Memory.writeLong(place.plus(8), slots[slot + 1]);
        }
        case SLOT_32 -> writeUnsigned(fixups, i, slots[slot] + operand);
        case CONSTANT_32 -> writeUnsigned(fixups, i, operand);
        case SLOT_PC32 -> writeSigned(fixups, i, slots[slot] + operand - place.value());
        case SLOT_PC64 -> Memory.writeLong(place, slots[slot] + operand - place.value());
        case RESOLVED -> {}
      }
    }
  }

  /** Those whose value a function of the image gives; its code has to be in place. */
  void writeResolved() {
    Fixups fixups = plan.fixups();
    for (int i = fixups.count() - 1; i >= 0 && fixups.kind(i) == Fixup.Kind.RESOLVED; i--) {
      Address resolver = bias.of(new Vaddr(fixups.operand(i)));
      NativeCall.Result result = NativeCall.invoke(MemorySegment.ofAddress(resolver.value()));
      Memory.writeLong(bias.of(fixups.target(i)), result.value());
    }
  }

  private void writeUnsigned(Fixups fixups, int index, long value) {
    if (value >>> 32 != 0) {
      throw tooFar(fixups, index, value);
    }
    Memory.writeInt(bias.of(fixups.target(index)), (int) value);
  }

  private void writeSigned(Fixups fixups, int index, long value) {
    if ((int) value != value) {
      throw tooFar(fixups, index, value);
    }
    Memory.writeInt(bias.of(fixups.target(index)), (int) value);
  }

  private ElfException tooFar(Fixups fixups, int index, long value) {
    return new ElfException(
        plan.image().name(),
        "r_offset",
        -1,
        "the value 0x"
            + Long.toHexString(value)
            + " does not fit in the 32 bits at "
            + fixups.target(index),
        "compile the image with -fPIC");
  }
}
