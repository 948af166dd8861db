package org.alfheim.internal.bind.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.alfheim.bind.BindingException;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.bind.Contract;
import org.alfheim.internal.bind.DlopenedLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contracts of other class loaders and modules, as bundles and applications have them. */
class ContractHomeTest {
  private static final String CONTRACT = "elsewhere.Adder";

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library =
        DlopenedLibrary.of(
            new Compiler(folder)
                .c(
                    "libhome.so",
                    """
                    #include <string.h>
                    int add(int a, int b) { return a + b; }
                    long length(const char *text) { return strlen(text); }
                    """));
  }

  /**
   * {@code package elsewhere; interface Adder { int add(int a, int b); long length(String text);
   * }}.
   */
  private static byte[] contract() {
    int method = ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT;
    return ClassFile.of()
        .build(
            ClassDesc.of(CONTRACT),
            type ->
                type.withFlags(ClassFile.ACC_INTERFACE | ClassFile.ACC_ABSTRACT)
                    .withMethod(
                        "add",
                        MethodTypeDesc.of(
                            ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int),
                        method,
                        _ -> {})
                    .withMethod(
                        "length",
                        MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_String),
                        method,
                        _ -> {}));
  }

  /**
   * A loader that sees nothing but the platform and its own interface: not this bundle, not its
   * annotations.
   */
  private static final class Island extends ClassLoader {
    Island() {
      super(ClassLoader.getPlatformClassLoader());
    }

    Class<?> define() {
      byte[] bytes = contract();
      return defineClass(CONTRACT, bytes, 0, bytes.length);
    }
  }

  private static Object call(
      Object implementation, String method, Class<?>[] types, Object... arguments)
      throws ReflectiveOperationException {
    var found = implementation.getClass().getMethod(method, types);
    found.setAccessible(true);
    return found.invoke(implementation, arguments);
  }

  @Test
  void implementsAPackagePrivateInterfaceOfALoaderThatDoesNotSeeThisOne() throws Exception {
    Class<?> contract = new Island().define();

    Object adder = Contract.bind(contract, library);

    assertThat(adder.getClass().getClassLoader()).isSameAs(contract.getClassLoader());
    assertThat(adder.getClass().getPackageName()).isEqualTo("elsewhere");
    assertThat(call(adder, "add", new Class<?>[] {int.class, int.class}, 40, 2)).isEqualTo(42);
    assertThat(call(adder, "length", new Class<?>[] {String.class}, "hello")).isEqualTo(5L);
    assertThat(Contract.bind(contract, library)).isNotSameAs(adder);
  }

  @Test
  void letsGoOfAnInterfaceWhoseLoaderIsGone() throws Exception {
    WeakReference<ClassLoader> island = new WeakReference<>(boundAndForgotten());
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    while (island.get() != null && Instant.now().isBefore(deadline)) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(island.get()).isNull();
  }

  private static ClassLoader boundAndForgotten() throws ReflectiveOperationException {
    Class<?> contract = new Island().define();
    Object adder = Contract.bind(contract, library);
    call(adder, "length", new Class<?>[] {String.class}, "hello");
    return contract.getClassLoader();
  }

  @Test
  void implementsInterfacesOfAModuleThatOpensThem() throws Exception {
    Object adder = Contract.bind(inModule(ModuleDescriptor.newOpenModule("island")), library);

    assertThat(adder.getClass().getModule().getName()).isEqualTo("island");
    assertThat(call(adder, "add", new Class<?>[] {int.class, int.class}, 40, 2)).isEqualTo(42);
  }

  @Test
  void saysWhatAModuleHasToOpen() throws Exception {
    Class<?> contract = inModule(ModuleDescriptor.newModule("island"));

    assertThatThrownBy(() -> Contract.bind(contract, library))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("module island does not open package elsewhere to the unnamed module")
        .hasMessageContaining("add 'opens elsewhere;' to its module-info");
  }

  private static Class<?> inModule(ModuleDescriptor.Builder builder) throws ClassNotFoundException {
    ModuleDescriptor descriptor = builder.packages(Set.of("elsewhere")).build();
    ModuleReference reference =
        new ModuleReference(descriptor, URI.create("memory:island")) {
          @Override
          public ModuleReader open() {
            return new OneClass();
          }
        };
    ModuleFinder finder =
        new ModuleFinder() {
          @Override
          public Optional<ModuleReference> find(String name) {
            return name.equals("island") ? Optional.of(reference) : Optional.empty();
          }

          @Override
          public Set<ModuleReference> findAll() {
            return Set.of(reference);
          }
        };
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(finder, ModuleFinder.of(), List.of("island"));
    return boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader())
        .findLoader("island")
        .loadClass(CONTRACT);
  }

  /** A module that consists of the contract. */
  private static final class OneClass implements ModuleReader {
    @Override
    public Optional<URI> find(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<InputStream> open(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<ByteBuffer> read(String name) throws IOException {
      return name.equals("elsewhere/Adder.class")
          ? Optional.of(ByteBuffer.wrap(contract()))
          : Optional.empty();
    }

    @Override
    public Stream<String> list() {
      return Stream.of("elsewhere/Adder.class");
    }

    @Override
    public void close() {}
  }
}
