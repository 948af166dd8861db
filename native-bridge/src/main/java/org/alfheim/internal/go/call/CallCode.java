package org.alfheim.internal.go.call;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.internal.go.codec.IntegerCodec;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.CallPlan;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.process.libc.AddressSpace;

/**
 * Writes the class of a call: a hidden class here with one static method, which lays its arguments
 * into words, calls, and takes the result out of words. Numbers go there without being boxed; what
 * has a memory of its own is left to its {@link WireCodec}, a constant of the class.
 *
 * <p>The method has the types of Java's method, with Object for each that is no primitive type; and
 * before them an Object, the {@link GoHandle}, if the call is of a value and not of an export.
 */
final class CallCode {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of(MethodHandles.class.getName()), "classDataAt", CD_Object, CD_int);
  private static final ClassDesc FRAME = desc(CallFrame.class);
  private static final ClassDesc PLAN = desc(CallPlan.class);
  private static final ClassDesc CODEC = desc(WireCodec.class);
  private static final ClassDesc INTEGER = desc(IntegerCodec.class);
  private static final ClassDesc ERROR = desc(ErrorCodec.class);
  private static final ClassDesc HANDLE = desc(GoHandle.class);
  private static final ClassDesc MEMORY = desc(AddressSpace.class);
  private static final ClassDesc FLOAT = desc(Float.class);
  private static final ClassDesc DOUBLE = desc(Double.class);
  private static final MethodTypeDesc WORD_AT = MethodTypeDesc.of(CD_long, CD_int);
  private static final MethodTypeDesc OF_WORD = MethodTypeDesc.of(CD_long, CD_long);
  private static final MethodTypeDesc WORDS = MethodTypeDesc.of(CD_void, CD_long, CD_long);
  private static final String NAME = "call";

  private final CallTarget target;
  private final Signature signature;
  private final MethodType type;
  private final List<Object> constants = new ArrayList<>();

  private CallCode(CallTarget target, Signature signature, MethodType java) {
    this.target = target;
    this.signature = signature;
    this.type = target.written(java);
  }

  /**
   * Makes what calls.
   *
   * @param java the types of Java's method
   * @return a handle of these types; if the call is of a value, with an Object before them
   */
  static MethodHandle link(CallTarget target, Signature signature, MethodType java) {
    CallCode code = new CallCode(target, signature, java);
    byte[] bytes = code.write();
    try {
      MethodHandles.Lookup defined =
          OWN.defineHiddenClassWithClassData(bytes, List.copyOf(code.constants), true);
      return defined.findStatic(defined.lookupClass(), NAME, code.type).asType(target.full(java));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a method that was written is not there", e);
    }
  }

  private byte[] write() {
    return ClassFile.of()
        .build(
            ClassDesc.of(CallCode.class.getPackageName(), "GoCall"),
            written ->
                written
                    .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                    .withMethodBody(
                        NAME,
                        type.describeConstable().orElseThrow(),
                        ClassFile.ACC_STATIC,
                        this::body));
  }

  /** {@code call = enter(plan); try { arguments; invoke; result } finally { call.exit() }}. */
  private void body(CodeBuilder code) {
    int call = code.allocateLocal(TypeKind.REFERENCE);
    int memory = code.allocateLocal(TypeKind.LONG);
    Label start = code.newLabel();
    Label end = code.newLabel();
    Label failed = code.newLabel();
    code.loadConstant(constant(PLAN, target.plan(signature)))
        .invokestatic(FRAME, "enter", MethodTypeDesc.of(FRAME, PLAN))
        .astore(call)
        .labelBinding(start);
    arguments(code, call, memory);
    invoke(code, call);
    if (signature.errorWord() >= 0) {
      code.aload(call)
          .aload(call)
          .loadConstant(signature.errorWord())
          .invokevirtual(FRAME, "result", WORD_AT)
          .loadConstant(signature.result() == null ? null : constant(CODEC, signature.result()))
          .invokestatic(ERROR, "check", MethodTypeDesc.of(CD_void, FRAME, CD_long, CODEC));
    }
    TypeKind kind = TypeKind.from(type.returnType());
    int result = kind == TypeKind.VOID ? -1 : code.allocateLocal(kind);
    result(code, call, kind, result);
    code.labelBinding(end);
    exit(code, call);
    if (result >= 0) {
      code.loadLocal(kind, result);
    }
    code.return_(kind);
    code.labelBinding(failed);
    int thrown = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(thrown);
    exit(code, call);
    code.aload(call)
        .aload(thrown)
        .invokevirtual(FRAME, "failure", MethodTypeDesc.of(CD_Throwable, CD_Throwable))
        .athrow();
    code.exceptionCatch(start, end, failed, CD_Throwable);
  }

  private static void exit(CodeBuilder code, int call) {
    code.aload(call).invokevirtual(FRAME, "exit", ConstantDescs.MTD_void);
  }

  private void arguments(CodeBuilder code, int call, int memory) {
    if (signature.parameters().isEmpty()) {
      return;
    }
    code.aload(call).iconst_0().invokevirtual(FRAME, "argument", WORD_AT).lstore(memory);
    int first = target.ofHandle() ? 1 : 0;
    long offset = 0;
    for (int i = 0; i < signature.parameters().size(); i++) {
      WireCodec codec = signature.parameters().get(i);
      int slot = code.parameterSlot(first + i);
      Class<?> java = type.parameterType(first + i);
      if (java.isPrimitive()) {
        code.lload(memory).loadConstant(offset).ladd();
        word(code, java, slot, codec);
        code.invokestatic(MEMORY, "putLong", WORDS);
      } else {
        code.loadConstant(constant(CODEC, codec))
            .aload(call)
            .lload(memory)
            .loadConstant(offset)
            .ladd()
            .aload(slot)
            .invokevirtual(CODEC, "write", MethodTypeDesc.of(CD_void, FRAME, CD_long, CD_Object));
      }
      offset += (long) codec.words() * FrameLayout.WORD;
    }
  }

  /** The word of a number. */
  private void word(CodeBuilder code, Class<?> java, int slot, WireCodec codec) {
    if (java == double.class) {
      code.dload(slot)
          .invokestatic(DOUBLE, "doubleToRawLongBits", MethodTypeDesc.of(CD_long, CD_double));
    } else if (java == float.class) {
      code.fload(slot)
          .invokestatic(FLOAT, "floatToRawIntBits", MethodTypeDesc.of(CD_int, CD_float))
          .i2l()
          .loadConstant(0xffffffffL)
          .land();
    } else if (codec instanceof IntegerCodec integer) {
      boolean checked = !integer.takesAll();
      if (checked) {
        code.loadConstant(constant(INTEGER, integer));
      }
      code.loadLocal(TypeKind.from(java), slot);
      if (java != long.class) {
        code.i2l();
      }
      if (checked) {
        code.invokevirtual(INTEGER, "checked", OF_WORD);
      } else if (integer.mask() != -1) {
        code.loadConstant(integer.mask()).land();
      }
    } else {
      code.iload(slot).i2l();
    }
  }

  private void invoke(CodeBuilder code, int call) {
    code.loadConstant(constant(CD_MethodHandle, target.invoker()));
    if (target.method() != null) {
      keepHandle(code, call);
      code.aload(code.parameterSlot(0))
          .checkcast(HANDLE)
          .loadConstant(target.method())
          .invokevirtual(HANDLE, "method", MethodTypeDesc.of(CD_long, CD_String));
    } else if (target.ofHandle()) {
      keepHandle(code, call);
      code.aload(code.parameterSlot(0))
          .checkcast(HANDLE)
          .invokevirtual(HANDLE, "number", MethodTypeDesc.of(CD_long));
    } else {
      code.loadConstant(target.number());
    }
    code.aload(call)
        .invokevirtual(FRAME, "frame", MethodTypeDesc.of(CD_long))
        .invokevirtual(CD_MethodHandle, "invokeExact", WORDS)
        .aload(call)
        .invokevirtual(FRAME, "check", ConstantDescs.MTD_void);
  }

  /** Somebody may have called what nobody has any more. */
  private static void keepHandle(CodeBuilder code, int call) {
    code.aload(call)
        .aload(code.parameterSlot(0))
        .invokevirtual(FRAME, "use", MethodTypeDesc.of(CD_void, CD_Object));
  }

  private void result(CodeBuilder code, int call, TypeKind kind, int result) {
    if (result < 0) {
      return;
    }
    Class<?> java = type.returnType();
    WireCodec codec = signature.result();
    if (codec == null) {
      code.aconst_null().astore(result); // Java says Void.
      return;
    }
    boolean checked = codec instanceof IntegerCodec integer && !integer.givesAll();
    if (!java.isPrimitive()) {
      code.loadConstant(constant(CODEC, codec)).aload(call);
    } else if (checked) {
      code.loadConstant(constant(INTEGER, codec));
    }
    code.aload(call).iconst_0().invokevirtual(FRAME, "result", WORD_AT);
    if (!java.isPrimitive()) {
      code.invokevirtual(CODEC, "read", MethodTypeDesc.of(CD_Object, FRAME, CD_long));
    } else {
      code.invokestatic(MEMORY, "getLong", OF_WORD);
      if (checked) {
        code.invokevirtual(INTEGER, "given", OF_WORD);
      }
      narrow(code, java);
    }
    code.storeLocal(kind, result);
  }

  private static void narrow(CodeBuilder code, Class<?> java) {
    if (java == double.class) {
      code.invokestatic(DOUBLE, "longBitsToDouble", MethodTypeDesc.of(CD_double, CD_long));
    } else if (java == float.class) {
      code.l2i().invokestatic(FLOAT, "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
    } else if (java == short.class) {
      code.l2i().i2s();
    } else if (java == byte.class) {
      code.l2i().i2b();
    } else if (java != long.class) {
      code.l2i();
    }
  }

  private DynamicConstantDesc<?> constant(ClassDesc type, Object value) {
    constants.add(value);
    return DynamicConstantDesc.ofNamed(
        CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, type, constants.size() - 1);
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
