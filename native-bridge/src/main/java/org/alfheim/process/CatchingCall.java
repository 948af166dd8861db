package org.alfheim.process;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

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

  /*
   * call(rdi: function, rsi, rdx, rcx: its arguments)
   *     endbr64; push rbx; mov rax, rdi; mov rdi, rsi; mov rsi, rdx; mov rdx, rcx; call rax
   *     xor eax, eax; pop rbx; ret
   * landing: the exception is in rax
   *     pop rbx; ret
   */
  private static final String CALL = "f30f1efa534889f84889f74889d64889caffd031c05bc3";
  private static final String LANDING = "5bc3";

  /** Where the personality routine begins, and the page's other parts. */
  private static final int PERSONALITY_OFFSET = 64;

  private static final int LANDING_OFFSET = CALL.length() / 2;
  private static final int CODE_SIZE = 256;
  private static final int ALIGNED = 8;

  /** What an unwinder is called for by whoever throws. */
  private static final String RAISE = "_Unwind_RaiseException";

  private static Optional<CatchingCall> instance = Optional.empty();

  /** The {@link NeededLibraries#state} in which the process has been found to have no unwinder. */
  private static int foundNone = -1;

  private final MemorySegment call;

  private CatchingCall(MemorySegment call) {
    this.call = call;
  }

  /**
   * The way to call so; empty where the process has no unwinder, since nothing can be thrown then.
   *
   * <p>ld.so is not asked again where it had none before and no other libraries have come with
   * images since: an image could reach one that has come otherwise only if all objects can.
   */
  static synchronized Optional<CatchingCall> ofProcess() {
    int state = NeededLibraries.state();
    if (instance.isEmpty() && (state != foundNone || GlobalScope.defines(RAISE))) {
      long unwinder = CLibrary.dlopen(UNWINDER, CLibrary.RTLD_NOLOAD | CLibrary.RTLD_LAZY);
      if (unwinder == 0) {
        foundNone = state;
      } else {
        instance = Optional.of(make(unwinder));
      }
    }
    return instance;
  }

  private static CatchingCall make(long unwinder) {
    /* The addresses within the code are known when its place is: it is made twice. */
    Address place = CLibrary.reserve(CODE_SIZE);
    byte[] code = new byte[CODE_SIZE];
    put(code, 0, CALL + LANDING);
    put(
        code,
        PERSONALITY_OFFSET,
        personality(
            word(CLibrary.dlsym(unwinder, "_Unwind_SetGR").value()),
            word(place.plus(LANDING_OFFSET).value()),
            word(CLibrary.dlsym(unwinder, "_Unwind_SetIP").value())));
    CLibrary.executable("constructors", code, place);
    MemorySegment table = unwindTable(place);
    NativeCall.invoke(
        MemorySegment.ofAddress(CLibrary.dlsym(unwinder, "__register_frame").value()),
        table.address());
    return new CatchingCall(MemorySegment.ofAddress(place.value()));
  }

  /*
   * personality(edi: version, esi: actions, rdx: class, rcx: exception, r8: context)
   *     endbr64; test sil, _UA_SEARCH_PHASE; jz 1f; mov eax, _URC_HANDLER_FOUND; ret
   * 1:  test sil, _UA_HANDLER_FRAME; jz 2f
   *     push rbx; mov rbx, r8; mov rdi, r8; xor esi, esi; mov rdx, rcx
   *     movabs rax, _Unwind_SetGR; call rax
   *     mov rdi, rbx; movabs rsi, LANDING; movabs rax, _Unwind_SetIP; call rax
   *     pop rbx; mov eax, _URC_INSTALL_CONTEXT; ret
   * 2:  mov eax, _URC_CONTINUE_UNWIND; ret
   */
  private static String personality(String setRegister, String landing, String setAddress) {
    return """
    f30f1efa40f6c6017406b806000000c3\
    40f6c6047438\
    534c89c34c89c731f64889ca\
    48b8%sffd0\
    4889df48be%s48b8%sffd0\
    5bb807000000c3\
    b808000000c3\
    """
        .formatted(setRegister, landing, setAddress);
  }

  private static void put(byte[] code, int offset, String instructions) {
    byte[] bytes = HexFormat.of().parseHex(instructions);
    System.arraycopy(bytes, 0, code, offset, bytes.length);
  }

  private static String word(long value) {
    return HexFormat.of()
        .formatHex(
            ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
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
    cie.put((byte) 9).put((byte) 0).putLong(code.plus(PERSONALITY_OFFSET).value());
    cie.put(new byte[] {0x0c, 7, 8}); // DW_CFA_def_cfa: rsp + 8
    cie.put(new byte[] {(byte) 0x90, 1}); // DW_CFA_offset: the return address at cfa - 8
    ByteBuffer fde = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    fde.putInt(36).putInt(cie.capacity() + 4); // length, the way back to the CIE
    fde.putLong(code.value()).putLong(LANDING_OFFSET + LANDING.length() / 2);
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
