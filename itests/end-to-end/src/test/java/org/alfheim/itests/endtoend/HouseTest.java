package org.alfheim.itests.endtoend;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house, over all modules that are shipped. */
class HouseTest {
  private static final Path ROOT = Path.of(System.getProperty("alfheim.root"));
  private static final List<Path> FOLDERS = folders();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(
              location -> FOLDERS.stream().anyMatch(folder -> isAtHome(folder, location.asURI())))
          .importPaths(FOLDERS);

  private static List<Path> folders() {
    try (Stream<Path> files = Files.find(ROOT, 5, (path, _) -> isShipped(ROOT.relativize(path)))) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isShipped(Path folder) {
    return folder.toString().matches("(native-bridge|bundles/.*|features/[^/]*)/target/classes");
  }

  /** Whether a class is of the module in whose folder it is: bnd copies others' there, too. */
  private static boolean isAtHome(Path folder, URI type) {
    Path file = Path.of(type);
    return file.startsWith(folder)
        && Files.isDirectory(
            folder
                .resolve("../../src/main/java")
                .resolve(folder.relativize(file).getParent())
                .normalize());
  }

  /** Whether a class is of one of these folders below the root. */
  private static DescribedPredicate<JavaClass> of(String... rooms) {
    return DescribedPredicate.describe(
        "are of " + String.join(" or ", rooms),
        type ->
            type.getSource()
                .map(source -> source.getUri().toString())
                .filter(source ->
                    Stream.of(rooms)
                        .anyMatch(room -> source.startsWith(ROOT.resolve(room).toUri().toString())))
                .isPresent());
  }

  @Test
  void allModulesAreLookedAt() {
    assertThat(CLASSES.contain("org.alfheim.plugin.Plugin")).isTrue();
    assertThat(CLASSES.contain("org.alfheim.activator.PluginActivator")).isTrue();
    assertThat(CLASSES.contain("org.alfheim.command.Main")).isTrue();
    assertThat(FOLDERS).hasSizeGreaterThan(10);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void featuresStandOnBundlesAndBundlesOnTheLoader() {
    noClasses()
        .that(of("native-bridge"))
        .should()
        .dependOnClassesThat(of("bundles", "features"))
        .check(CLASSES);
    noClasses().that(of("bundles")).should().dependOnClassesThat(of("features")).check(CLASSES);
  }

  @Test
  void internalPackagesAreNotExported() throws IOException {
    for (Path folder : FOLDERS) {
      Path file = folder.resolve("META-INF/MANIFEST.MF");
      if (Files.exists(file)) {
        try (InputStream manifest = Files.newInputStream(file)) {
          assertThat(new Manifest(manifest).getMainAttributes().getValue("Export-Package"))
              .as(file.toString())
              .satisfiesAnyOf(
                  exported -> assertThat(exported).isNull(),
                  exported -> assertThat(exported).doesNotContain(".internal"));
        }
      }
    }
  }

  /**
   * The command, the corpus and what writes bindings are programs around the loader, and the linker
   * is a fragment of it; all others use what is exported.
   */
  @Test
  void theInsideOfTheLoaderIsForItsOwnPrograms() {
    noClasses()
        .that(
            of("bundles", "features/container").and(not(of("bundles/bindings", "bundles/linker"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.alfheim.internal..")
        .check(CLASSES);
  }

  /** What a module says for itself alone it does not say to others. */
  @Test
  void noPublicSignatureShowsAnInternalType() {
    noMethods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(arePublicOutsideOfInternalPackages())
        .should()
        .haveRawReturnType(resideInAPackage("..internal.."))
        .orShould()
        .haveRawParameterTypes(anyElementThat(resideInAPackage("..internal..")))
        .check(CLASSES);
    noConstructors()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(arePublicOutsideOfInternalPackages())
        .should()
        .haveRawParameterTypes(anyElementThat(resideInAPackage("..internal..")))
        .check(CLASSES);
    noFields()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat(arePublicOutsideOfInternalPackages())
        .should()
        .haveRawType(resideInAPackage("..internal.."))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> arePublicOutsideOfInternalPackages() {
    return DescribedPredicate.describe(
        "are public, and for others",
        of("native-bridge", "bundles")
            .and(
                DescribedPredicate.describe(
                    "are public, and not internal",
                    type ->
                        type.getModifiers().contains(JavaModifier.PUBLIC)
                            && !type.getPackageName().contains(".internal"))));
  }

  @Test
  void namesSayWhatAThingIs() {
    classes()
        .that()
        .resideInAPackage("org.alfheim..")
        .should()
        .haveNameNotMatching(".*(Utils?|Manager|Helper)$")
        .check(CLASSES);
  }

  /** A name that is read in an import, a log or a stack trace says which class is meant. */
  @Test
  void aNameIsThatOfOneClass() {
    Map<String, List<String>> namesakes =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().endsWith("-info"))
            .filter(type -> type.getPackageName().startsWith("org.alfheim"))
            .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));
    namesakes.values().removeIf(names -> names.size() == 1);
    assertThat(namesakes).isEmpty();
  }
}
