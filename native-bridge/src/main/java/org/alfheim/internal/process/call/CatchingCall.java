package org.alfheim.internal.process.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.alfheim.internal.amd64.CatchingCode;
import org.alfheim.internal.process.ldso.DynamicLinker;
import org.alfheim.internal.process.ldso.KnownObjects;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.NativeCall;

/**
 * Calls a function from which an exception of C++ may come.
 *
 * <p>Nothing is above a function that Java calls: an exception that leaves it finds no handler, and
 * ends the process. So the call goes through a few instructions with an unwind table of their own
 * (psABI, 6.2; Itanium C++ ABI, Exception Handling), whose personality routine says that it handles
 * whatever comes. A forced unwinding (the end of a thread) it lets pass.
 *
 * <p>The table is made known to the libgcc_s that the process has. An image that brings an unwinder
 * of its own (-static-libgcc) does not find it.
 */
final class CatchingCall {
  private static final String UNWINDER = "libgcc_s.so.1";

  /** Where the code has the addresses of two functions of the unwinder. */
  private static final int SET_REGISTER = 0;

  private static final int SET_ADDRESS = 8;

  /** Where the function begins; with its landing it reaches to the personality routine. */
  static final int CALL = 16;

  static final int PERSONALITY = 41;

  private static final int ALIGNED = 8;

  private static Optional<CatchingCall> instance = Optional.empty();

  /** The {@link KnownObjects#state} in which the process has been found to have no unwinder. */
  private static int foundNone = -1;

  private final MemorySegment call;

  private CatchingCall(MemorySegment call) {
    this.call = call;
  }

  /**
   * The way to call so; empty where the process has no unwinder, since nothing can be thrown then.
   *
   * <p>ld.so is not asked again where it had none before and has loaded no other object since.
   */
  static synchronized Optional<CatchingCall> ofProcess() {
    if (instance.isPresent()) {
      return instance;
    }
    int state = KnownObjects.state();
    if (state != foundNone) {
      long unwinder = DynamicLinker.held(UNWINDER);
      if (unwinder == 0) {
        foundNone = state;
      } else {
        instance = Optional.of(make(unwinder));
      }
    }
    return instance;
  }

  private static CatchingCall make(long unwinder) {
    Address place =
        ExecutableFile.code(
            "constructors",
            code(
                DynamicLinker.find(unwinder, "_Unwind_SetGR"),
                DynamicLinker.find(unwinder, "_Unwind_SetIP")));
    MemorySegment table = unwindTable(place);
    NativeCall.invoke(
        MemorySegment.ofAddress(DynamicLinker.find(unwinder, "__register_frame").value()),
        table.address());
    return new CatchingCall(MemorySegment.ofAddress(place.plus(CALL).value()));
  }

  /** The machine code for an unwinder. */
  static byte[] code(Address setRegister, Address setAddress) {
    byte[] code = CatchingCode.bytes();
    ByteBuffer.wrap(code)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(SET_REGISTER, setRegister.value())
        .putLong(SET_ADDRESS, setAddress.value());
    return code;
  }

  /**
   * A CIE, an FDE and the end, in the form of .eh_frame (LSB, 10.6); it lives as long as the
   * process.
   */
  private static MemorySegment unwindTable(Address code) {
    ByteBuffer cie = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    cie.putInt(28).putInt(0); // length, CIE
    cie.put((byte) 1).put(new byte[] {'z', 'P', 0}); // version, augmentation
    cie.put((byte) 1).put((byte) 0x78).put((byte) 16); // code and data alignment, return address
    cie.put((byte) 9).put((byte) 0).putLong(code.plus(PERSONALITY).value());
    cie.put(new byte[] {0x0c, 7, 8}); // DW_CFA_def_cfa: rsp + 8
    cie.put(new byte[] {(byte) 0x90, 1}); // DW_CFA_offset: the return address at cfa - 8
    ByteBuffer fde = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    fde.putInt(36).putInt(cie.capacity() + 4); // length, the way back to the CIE
    fde.putLong(code.plus(CALL).value()).putLong(PERSONALITY - CALL);
    fde.put((byte) 0); // no augmentation data
    fde.put(new byte[] {0x45, 0x0e, 16}); // from 5 on: the frame has 16 bytes
    fde.put(new byte[] {(byte) 0x83, 2}); // rbx at cfa - 16
    MemorySegment table =
        Arena.global().allocate(cie.capacity() + fde.capacity() + Integer.BYTES, ALIGNED);
    MemorySegment.copy(cie.array(), 0, table, ValueLayout.JAVA_BYTE, 0, cie.capacity());
    MemorySegment.copy(
        fde.array(), 0, table, ValueLayout.JAVA_BYTE, cie.capacity(), fde.capacity());
    return table;
  }

  /**
   * Calls a function.
   *
   * @return the exception that came from it; empty if it returned
   */
  Optional<ThrownException> invoke(Address function, long first, long second, long third) {
    long exception = NativeCall.invoke(call, function.value(), first, second, third).value();
    return exception == 0
        ? Optional.empty()
        : Optional.of(ThrownException.caught(new Address(exception)));
  }
}
