package org.alfheim.internal.bind.codegen;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.codegen.ClassBytes.Bytes;
import org.alfheim.internal.bind.marshal.BoundMethod;

/**
 * The bytes of a class that implements a contract. Each method is {@code return
 * invokedynamic(parameters)}; what links the calls is a method handle, which is the class data of
 * the hidden class that is defined of these bytes.
 */
final class ContractBytes {
  private static final String HANDLE = "Ljava/lang/invoke/MethodHandle;";
  private static final String CLASS_DATA =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
          + "Ljava/lang/Object;";
  private static final String LINKING =
      "(Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;";
  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
          + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;";

  /** Places among the bootstrap methods. */
  private static final int LINK = 0;

  private static final int DATA = 1;

  private final ClassBytes file = new ClassBytes();
  private final Bytes methods = new Bytes();
  private final Map<Class<?>, Value> values = new HashMap<>();
  private final int code = file.text("Code");
  private int count;

  /** A type of a parameter or a result, in the words of class files. */
  private record Value(String descriptor, TypeKind kind) {}

  private ContractBytes() {}

  /**
   * Writes the class.
   *
   * @param own its name, with slashes
   * @param contract the interface
   * @param description what {@code toString} says
   * @param link what its bootstrap method is called, as no method of a contract is
   */
  static byte[] of(
      String own, Class<?> contract, String description, String link, List<BoundMethod> bound) {
    ContractBytes writer = new ContractBytes();
    for (BoundMethod method : bound) {
      writer.method(method.method());
    }
    return writer.whole(own, contract, description, link);
  }

  private byte[] whole(String own, Class<?> contract, String description, String link) {
    int self = file.type(own);
    int object = file.type("java/lang/Object");
    int handle = file.type("java/lang/invoke/MethodHandle");
    int handles = file.type("java/lang/invoke/MethodHandles");
    int linking = file.handleOfStatic(file.method(self, link, BOOTSTRAP));
    int data = file.handleOfStatic(file.method(handles, "classData", CLASS_DATA));

    Bytes constructor = new Bytes();
    constructor.u1(Opcode.ALOAD_0.bytecode());
    constructor.u1(Opcode.INVOKESPECIAL.bytecode()).u2(file.method(object, "<init>", "()V"));
    constructor.u1(Opcode.RETURN.bytecode());
    add(ACC_PUBLIC, "<init>", "()V", 1, 1, constructor);

    Bytes text = new Bytes();
    text.u1(Opcode.LDC_W.bytecode()).u2(file.string(description));
    text.u1(Opcode.ARETURN.bytecode());
    add(ACC_PUBLIC | ACC_FINAL, "toString", "()Ljava/lang/String;", 1, 1, text);

    Bytes bootstrap = new Bytes();
    bootstrap.u1(Opcode.LDC_W.bytecode()).u2(file.dynamic(DATA, "_", HANDLE));
    bootstrap.u1(Opcode.ALOAD_1.bytecode()).u1(Opcode.ALOAD_2.bytecode());
    bootstrap.u1(Opcode.INVOKEVIRTUAL.bytecode()).u2(file.method(handle, "invokeExact", LINKING));
    bootstrap.u1(Opcode.ARETURN.bytecode());
    add(ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, link, BOOTSTRAP, 3, 3, bootstrap);

    return file.whole(
        self, object, file.type(internalName(contract)), count, methods, linking, data);
  }

  private static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private void add(
      int flags, String name, String descriptor, int stack, int locals, Bytes instructions) {
    methods.u2(flags).u2(file.text(name)).u2(file.text(descriptor)).u2(1);
    methods.u2(code).u4(12 + instructions.size()).u2(stack).u2(locals);
    methods.u4(instructions.size()).add(instructions).u2(0).u2(0);
    count++;
  }

  private void method(Method method) {
    Class<?>[] types = method.getParameterTypes();
    StringBuilder descriptor = new StringBuilder("(");
    Bytes instructions = new Bytes();
    int slot = 1;
    for (Class<?> type : types) {
      Value value = value(type);
      load(instructions, value.kind(), slot);
      slot += value.kind().slotSize();
      descriptor.append(value.descriptor());
    }
    Value value = value(method.getReturnType());
    TypeKind result = value.kind();
    String whole = descriptor.append(')').append(value.descriptor()).toString();
    instructions.u1(Opcode.INVOKEDYNAMIC.bytecode());
    instructions.u2(file.invokeDynamic(LINK, method.getName(), whole)).u2(0);
    instructions.u1(returning(result).bytecode());
    int stack = Math.max(slot - 1, result.slotSize());
    add(ACC_PUBLIC | ACC_FINAL, method.getName(), whole, stack, slot, instructions);
  }

  private Value value(Class<?> type) {
    Value known = values.get(type);
    if (known == null) {
      if (type.describeConstable().isEmpty()) {
        throw new BindingException(type + " can't be bound: it is, or uses, a hidden class");
      }
      known = new Value(type.descriptorString(), TypeKind.from(type));
      values.put(type, known);
    }
    return known;
  }

  private static void load(Bytes instructions, TypeKind kind, int slot) {
    Opcode load =
        switch (kind) {
          case LONG -> Opcode.LLOAD;
          case FLOAT -> Opcode.FLOAD;
          case DOUBLE -> Opcode.DLOAD;
          case REFERENCE -> Opcode.ALOAD;
          default -> Opcode.ILOAD;
        };
    instructions.u1(load.bytecode()).u1(slot); // There are 255 slots at most (JVMS 4.3.3).
  }

  private static Opcode returning(TypeKind kind) {
    return switch (kind) {
      case VOID -> Opcode.RETURN;
      case LONG -> Opcode.LRETURN;
      case FLOAT -> Opcode.FRETURN;
      case DOUBLE -> Opcode.DRETURN;
      case REFERENCE -> Opcode.ARETURN;
      default -> Opcode.IRETURN;
    };
  }
}
