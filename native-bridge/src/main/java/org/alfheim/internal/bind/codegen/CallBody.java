package org.alfheim.internal.bind.codegen;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Throwable;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.Conversions;
import org.alfheim.internal.bind.marshal.LengthGuard;
import org.alfheim.internal.bind.marshal.Passage;

/**
 * Writes what there is to a method besides what it links to: checks of lengths, and memory for the
 * call. It is in a class of its own, which is written when the method is called first: to write it
 * for each of thousands takes most of the time that binding them takes.
 */
final class CallBody {
  private static final ClassDesc MEMORY = ClassDesc.of(MemorySegment.class.getName());
  private static final MethodTypeDesc ENTER_FRAME = MethodTypeDesc.of(CD_Object);
  private static final MethodTypeDesc WITH_FRAME =
      MethodTypeDesc.of(ConstantDescs.CD_void, CD_Object);

  private final BoundMethod method;
  private final MethodType type;
  private final ClassConstants constants = new ClassConstants();

  /**
   * The body of a method.
   *
   * @param type the method's own parameters and, where there is one, the pointer
   */
  CallBody(BoundMethod method, MethodType type) {
    this.method = method;
    this.type = type;
  }

  /**
   * Defines the class.
   *
   * @param host the package that it goes into
   * @param name what it is called
   * @param initialized whether it is initialized at once
   * @return the method, of the type that was given
   */
  MethodHandle define(MethodHandles.Lookup host, ClassDesc name, boolean initialized) {
    String called = method.method().getName();
    byte[] bytes =
        ClassFile.of()
            .build(
                name,
                written ->
                    written
                        .withFlags(
                            ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                        .withMethodBody(
                            called,
                            constants.desc(type),
                            ClassFile.ACC_STATIC,
                            code -> {
                              guards(code);
                              if (method.needsFrame()) {
                                framed(code);
                              } else {
                                invoke(code);
                              }
                            }));
    try {
      MethodHandles.Lookup defined = constants.define(host, bytes, initialized);
      return defined.findStatic(defined.lookupClass(), called, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a method that was written is not there", e);
    }
  }

  private void guards(CodeBuilder code) {
    for (LengthGuard guard : method.guards()) {
      MethodHandle check = guard.check();
      code.loadConstant(constants.constant(check))
          .aload(code.parameterSlot(guard.array()))
          .loadLocal(
              TypeKind.from(type.parameterType(guard.length())), code.parameterSlot(guard.length()))
          .invokevirtual(CD_MethodHandle, "invokeExact", constants.desc(check.type()));
    }
  }

  /** Invokes what is linked. */
  private void invoke(CodeBuilder code) {
    code.loadConstant(constants.constant(method.link().get()));
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
    }
    code.invokevirtual(CD_MethodHandle, "invokeExact", constants.desc(method.linked()))
        .return_(TypeKind.from(type.returnType()));
  }

  /** What a pointer leads to is invoked with it as the last argument. */
  private void pointer(CodeBuilder code) {
    for (int i = method.type().parameterCount(); i < type.parameterCount(); i++) {
      code.aload(code.parameterSlot(i));
    }
  }

  /**
   * {@code frame = open(); try { enter…; result = handle(…); leave…; } finally { close(frame) }
   * return result}.
   */
  private void framed(CodeBuilder code) {
    int frame = code.allocateLocal(TypeKind.REFERENCE);
    int[] memory = new int[method.type().parameterCount()];
    Label start = code.newLabel();
    Label end = code.newLabel();
    Label failed = code.newLabel();

    code.loadConstant(constants.constant(Conversions.OPEN))
        .invokevirtual(CD_MethodHandle, "invokeExact", ENTER_FRAME)
        .astore(frame)
        .labelBinding(start);
    for (int i = 0; i < memory.length; i++) {
      Optional<Passage.Framed> framed = method.framed().get(i);
      if (framed.isPresent()) {
        memory[i] = code.allocateLocal(TypeKind.REFERENCE);
        code.loadConstant(constants.constant(framed.get().enter()))
            .aload(frame)
            .aload(code.parameterSlot(i))
            .invokevirtual(
                CD_MethodHandle,
                "invokeExact",
                MethodTypeDesc.of(MEMORY, CD_Object, ClassConstants.desc(type.parameterType(i))))
            .astore(memory[i]);
      }
    }
    code.loadConstant(constants.constant(method.link().get()));
    if (method.inFrame()) {
      code.aload(frame);
    }
    for (int i = 0; i < memory.length; i++) {
      if (method.framed().get(i).isPresent()) {
        code.aload(memory[i]);
      } else {
        code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
      }
    }
    pointer(code);
    code.invokevirtual(CD_MethodHandle, "invokeExact", constants.desc(method.linked()));
    TypeKind result = TypeKind.from(type.returnType());
    int kept = result == TypeKind.VOID ? -1 : code.allocateLocal(result);
    if (kept >= 0) {
      code.storeLocal(result, kept);
    }
    for (int i = 0; i < memory.length; i++) {
      Optional<MethodHandle> leave = method.framed().get(i).flatMap(Passage.Framed::leave);
      if (leave.isPresent()) {
        code.loadConstant(constants.constant(leave.get()))
            .aload(memory[i])
            .aload(code.parameterSlot(i))
            .invokevirtual(
                CD_MethodHandle,
                "invokeExact",
                MethodTypeDesc.of(
                    ConstantDescs.CD_void, MEMORY, ClassConstants.desc(type.parameterType(i))));
      }
    }
    if (method.callsBack()) {
      withFrame(code, Conversions.RETHROW, frame);
    }
    code.labelBinding(end);
    withFrame(code, Conversions.CLOSE, frame);
    if (kept >= 0) {
      code.loadLocal(result, kept);
    }
    code.return_(result);

    code.labelBinding(failed);
    int thrown = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(thrown);
    withFrame(code, Conversions.CLOSE, frame);
    code.aload(thrown).athrow();
    code.exceptionCatch(start, end, failed, CD_Throwable);
  }

  private void withFrame(CodeBuilder code, MethodHandle handle, int frame) {
    code.loadConstant(constants.constant(handle))
        .aload(frame)
        .invokevirtual(CD_MethodHandle, "invokeExact", WITH_FRAME);
  }
}
