/**
 * The inner loops on floats. In the order to read: {@link dev.recsys.als.internal.kernel.Kernels},
 * {@code PortableKernels}, {@code VectorKernels}, {@link dev.recsys.als.internal.kernel.KernelChoice}, and
 * {@link dev.recsys.als.internal.kernel.FactorMatrix}, the rows they work on. Not for users of the library.
 */
@NullMarked
package dev.recsys.als.internal.kernel;

import org.jspecify.annotations.NullMarked;
