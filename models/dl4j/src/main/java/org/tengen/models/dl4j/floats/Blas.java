package org.tengen.models.dl4j.floats;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Matrix products on memory outside the heap, by OpenBLAS, on the calling thread.
 *
 * <p>All matrices are row-major and dense. A Deeplearning4j weight matrix [in, out] in its order
 * 'f' is, read so, [out][in].
 */
public final class Blas {
  private Blas() {}

  /** The memory of an array that lies dense in it, from its first element. */
  public static FloatPointer memory(INDArray array) {
    return new FloatPointer(array.data().addressPointer());
  }

  /**
   * The same memory from element {@code offset}. Its position is 0: those that take a pointer to
   * anything, such as copies, count positions in bytes.
   */
  public static FloatPointer at(FloatPointer memory, long offset) {
    return memory.getPointer(offset);
  }

  /** c[m][n] = a[m][k] b[k][n] + beta c. */
  public static void multiply(
      int m, int n, int k, FloatPointer a, FloatPointer b, float beta, FloatPointer c) {
    gemm(CblasNoTrans, CblasNoTrans, m, n, k, a, k, b, n, beta, c);
  }

  /** c[m][n] = a[m][k] b[n][k]' + beta c. */
  public static void multiplyByTransposed(
      int m, int n, int k, FloatPointer a, FloatPointer b, float beta, FloatPointer c) {
    gemm(CblasNoTrans, CblasTrans, m, n, k, a, k, b, k, beta, c);
  }

  /** c[m][n] = a[k][m]' b[k][n] + beta c. */
  public static void multiplyTransposed(
      int m, int n, int k, FloatPointer a, FloatPointer b, float beta, FloatPointer c) {
    gemm(CblasTrans, CblasNoTrans, m, n, k, a, m, b, n, beta, c);
  }

  private static void gemm(
      int transA,
      int transB,
      int m,
      int n,
      int k,
      FloatPointer a,
      int lda,
      FloatPointer b,
      int ldb,
      float beta,
      FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        CblasRowMajor, transA, transB, m, n, k, 1f, a, lda, b, ldb, beta, c, n);
  }
}
