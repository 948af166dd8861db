/**
 * Who may come in: an {@link org.alfheim.plugin.admission.Admission} decides which images are
 * opened in this process.
 *
 * <p>It is put in force by {@link org.alfheim.loader.Loader#admit}, and asked about a {@link
 * org.alfheim.plugin.admission.Candidate} after the image has been read and checked, and before
 * anything of it is mapped. A refusal is a {@link org.alfheim.plugin.PolicyException}.
 *
 * {@snippet file="WhoMayComeIn.java" region="admission"}
 *
 * {@snippet file="WhoMayComeIn.java" region="admit"}
 *
 * <p>The policy of the activator bundle is one; most users configure that, and write none.
 */
@Export
@Version("1.1.0")
package org.alfheim.plugin.admission;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
