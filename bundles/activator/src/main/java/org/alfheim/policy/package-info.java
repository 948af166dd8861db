/**
 * What may be opened: rules about signers, digests, imports and origins, from the framework's
 * properties and from Config Admin, that the loader asks before it maps an image.
 *
 * <p>{@link org.alfheim.policy.Rules} are what the rules say, {@link org.alfheim.policy.Policies}
 * where they come from. Without a rule everything may be opened.
 */
package org.alfheim.policy;
