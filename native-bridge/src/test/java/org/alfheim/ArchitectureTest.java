package org.alfheim;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** The house's own rules: data flows one way, and what is unsafe has one room. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.alfheim");

  /** From bytes to a live plugin: each may know those before it, and none after it. */
  private static final List<String> ROOMS =
      List.of(
          "internal.demangle",
          "names",
          "elf",
          "elf.inspect",
          "internal.naming",
          "types",
          "internal.bind.abi",
          "internal.go",
          "bind.declaration",
          "internal.typing",
          "internal.btf",
          "internal.zstd",
          "internal.dwarf.section",
          "internal.dwarf.form",
          "internal.dwarf.unit",
          "internal.dwarf.attribute",
          "internal.dwarf.line",
          "internal.dwarf.index",
          "internal.dwarf.type",
          "internal.dwarf",
          "internal.debuginfo",
          "internal.header",
          "go",
          "bind",
          "plugin",
          "plugin.admission",
          "plugin.spi",
          "internal.search",
          "internal.amd64",
          "internal.relocation",
          "internal.carrier",
          "internal.plan",
          "internal.process.libc",
          "internal.process.ldso",
          "internal.process.call",
          "internal.process.filter",
          "internal.process.map",
          "streams",
          "internal.symboltypes",
          "internal.bind.marshal",
          "internal.bind.check",
          "internal.bind.codegen",
          "internal.bind.struct",
          "internal.bind.text",
          "internal.bind",
          "internal.go.runtime",
          "internal.go.frame",
          "internal.go.codec",
          "internal.go.call",
          "internal.go.values",
          "internal.objects",
          "internal.preview",
          "internal.admission",
          "internal.nested",
          "internal.open",
          "loader");

  private static String[] packages(List<String> rooms) {
    return rooms.stream().map(room -> "org.alfheim." + room).toArray(String[]::new);
  }

  @Test
  void packagesDependInOneDirection() {
    for (int i = 0; i < ROOMS.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage("org.alfheim." + ROOMS.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(ROOMS.subList(i + 1, ROOMS.size())))
          .check(CLASSES);
    }
  }

  @Test
  void everyPackageHasAPlaceInTheDirection() {
    classes().should().resideInAnyPackage(packages(ROOMS)).check(CLASSES);
  }

  @Test
  void onlyProcessTouchesTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.alfheim.internal.process..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Linker.class)
        .orShould()
        .callMethod(SymbolLookup.class, "loaderLookup")
        .orShould()
        .callMethod(SymbolLookup.class, "libraryLookup", String.class, Arena.class)
        .orShould()
        .callMethod(SymbolLookup.class, "libraryLookup", Path.class, Arena.class)
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.alfheim.internal.process..")
        .should()
        .callMethod(MemorySegment.class, "reinterpret", long.class)
        .orShould()
        .callMethod(MemorySegment.class, "reinterpret", Arena.class, Consumer.class)
        .orShould()
        .callMethod(MemorySegment.class, "reinterpret", long.class, Arena.class, Consumer.class)
        .check(CLASSES);
  }

  /** Without it the first new method of an interface is a new major version for everybody. */
  @Test
  void publicInterfacesSayWhoImplementsThem() {
    classes()
        .that()
        .resideOutsideOfPackage("org.alfheim.internal..")
        .and()
        .areInterfaces()
        .and()
        .arePublic()
        .and()
        .areNotAnnotations()
        .and(areNotSealed())
        .should()
        .beAnnotatedWith(ProviderType.class)
        .orShould()
        .beAnnotatedWith(ConsumerType.class)
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> areNotSealed() {
    return DescribedPredicate.describe("are not sealed", type -> !type.reflect().isSealed());
  }

  @Test
  void theLoaderKnowsNothingOfOsgi() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.osgi.framework..", "org.osgi.service..")
        .check(CLASSES);
  }

  /**
   * A thread, and a class of somebody else's, outlives a loader that a framework refreshes: what is
   * kept for it would keep the loader's classes.
   */
  @Test
  void whatThreadsAndClassesKeepIsOfTheJdk() {
    fields()
        .that()
        .haveRawType(assignableTo(ThreadLocal.class).or(assignableTo(ClassValue.class)))
        .should(holdTypesOfTheJdkOnly())
        .check(CLASSES);
  }

  private static ArchCondition<JavaField> holdTypesOfTheJdkOnly() {
    return new ArchCondition<>("hold types of the JDK only") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean jdk =
            field.getType() instanceof JavaParameterizedType
                && field.getType().getAllInvolvedRawTypes().stream()
                    .allMatch(type -> type.getBaseComponentType().isPrimitive() || ofTheJdk(type));
        events.add(new SimpleConditionEvent(field, jdk, field.getDescription()));
      }
    };
  }

  private static boolean ofTheJdk(JavaClass type) {
    return type.getPackageName().startsWith("java.");
  }

  @Test
  void namesSayWhatAThingIs() {
    classes().should().haveNameNotMatching(".*(Utils?|Manager|Helper)$").check(CLASSES);
  }
}
