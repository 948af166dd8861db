package org.alfheim.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a person who edits the configuration is told. */
@ObjectClassDefinition(
    pid = Policies.PID,
    name = "Alfheim policy",
    description =
        "Which native plugins may be opened. A rule without values asks for nothing; all "
            + "rules that have values must be satisfied.")
@interface PolicyConfiguration {

  @AttributeDefinition(
      name = "Signers",
      description =
          "SHA-256 fingerprints of certificates; a bundle's image must be signed by one of "
              + "them, or by one that it has issued.",
      required = false)
  String[] signers() default {};

  @AttributeDefinition(
      name = "Digests",
      description = "SHA-256 of the images that may be opened.",
      required = false)
  String[] digests() default {};

  @AttributeDefinition(
      name = "Allowed imports",
      description = "Patterns with * and ?; each symbol that an image imports must match one.",
      required = false)
  String[] imports_allow() default {};

  @AttributeDefinition(
      name = "Denied imports",
      description =
          "Patterns with * and ?; no symbol that an image imports, or looks up by dlsym, "
              + "may match one: system, exec*, socket.",
      required = false)
  String[] imports_deny() default {};

  @AttributeDefinition(
      name = "Origins",
      description =
          "Where images may come from: absolute paths of folders, or patterns with * and ? "
              + "for the location of a bundle.",
      required = false)
  String[] origins() default {};

  @AttributeDefinition(
      name = "Library folders",
      description =
          "Folders whose libraries a plugin may need or load; others must satisfy the "
              + "rules themselves. Without a value: /lib, /lib64, /usr/lib, /usr/lib64.",
      required = false)
  String[] libraries() default {};
}
