package org.alfheim.internal.carrier;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.relocation.Layout;

/** The program headers of a carrier (gABI, "Program Header"). */
final class CarrierHeaders {
  private static final int MOST = 10;

  /** The bytes of the ELF header, and of as many program headers as there can be. */
  static final long SIZE = ObjectHeaders.EHDR_SIZE + (long) ObjectHeaders.PHDR_SIZE * MOST;

  private static final int READ_WRITE = ProgramHeader.PF_R | ProgramHeader.PF_W;

  private final Vaddr start;
  private final List<ProgramHeader> headers = new ArrayList<>(MOST);

  /**
   * No headers yet.
   *
   * @param start the address of what lies at the beginning of the file
   */
  CarrierHeaders(Vaddr start) {
    this.start = start;
  }

  /** The range of the image, where nothing is permitted until the image is there. */
  void addReservation(Layout layout) {
    headers.add(
        new ProgramHeader(
            ProgramHeader.PT_LOAD,
            0,
            layout.start().value() & (layout.align() - 1),
            layout.start(),
            0,
            layout.size(),
            layout.align()));
  }

  void addData(long size) {
    add(ProgramHeader.PT_LOAD, READ_WRITE, 0, size, Layout.PAGE);
  }

  void addCode(long offset, long size) {
    add(ProgramHeader.PT_LOAD, ProgramHeader.PF_R | ProgramHeader.PF_X, offset, size, Layout.PAGE);
  }

  void addDynamic(long offset, long size) {
    add(ProgramHeader.PT_DYNAMIC, READ_WRITE, offset, size, 8);
  }

  void addSealed(long size) {
    add(ProgramHeader.PT_GNU_RELRO, READ_WRITE, 0, size, 1);
  }

  /** Without it the psABI's default holds: an executable stack. */
  void addStack() {
    headers.add(
        new ProgramHeader(ProgramHeader.PT_GNU_STACK, READ_WRITE, 0, new Vaddr(0), 0, 0, 16));
  }

  /** A copy, since ld.so reads notes before the image is there. */
  void addNote(long offset, long size) {
    add(ProgramHeader.PT_NOTE, ProgramHeader.PF_R, offset, size, 4);
  }

  /** The image's own, at its place in the image. */
  void addUnwindTable(ProgramHeader table) {
    headers.add(
        new ProgramHeader(
            table.type(),
            ProgramHeader.PF_R,
            0,
            table.vaddr(),
            table.memorySize(),
            table.memorySize(),
            4));
  }

  void addTls(long offset, ProgramHeader tls) {
    headers.add(
        new ProgramHeader(
            ProgramHeader.PT_TLS,
            ProgramHeader.PF_R,
            offset,
            start.plus(offset),
            tls.fileSize(),
            tls.memorySize(),
            /* ld.so divides by it. */
            Math.max(tls.align(), 1)));
  }

  private void add(int type, int flags, long offset, long size, long align) {
    headers.add(new ProgramHeader(type, flags, offset, start.plus(offset), size, size, align));
  }

  List<ProgramHeader> toList() {
    return headers;
  }
}
