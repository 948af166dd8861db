/* Functions that do next to nothing, so that a call is what is measured; and the same as native methods. */
#include <jni.h>
#include <stdlib.h>
#include <string.h>

typedef int order(const void *, const void *);

int add(int a, int b) { return a + b; }

void sort(int *values, size_t count, order *by) { qsort(values, count, sizeof *values, by); }

long length(const char *text) { return (long)strlen(text); }

const char *greeting(void) { return "Hello from a function of C"; }

long ends(const unsigned char *bytes, long count) { return bytes[0] + bytes[count - 1]; }

#define METHOD(type, name) JNIEXPORT type JNICALL Java_org_alfheim_itests_benchmarks_jmh_Jni_##name

METHOD(jint, add)(JNIEnv *env, jclass class, jint a, jint b) { return add(a, b); }

static _Thread_local JNIEnv *sorting_env;
static _Thread_local jobject sorting_order;
static jmethodID compare;

static int by_java(const void *left, const void *right) {
  return (*sorting_env)->CallIntMethod(sorting_env, sorting_order, compare, *(const int *)left, *(const int *)right);
}

METHOD(void, sort)(JNIEnv *env, jclass class, jintArray values, jobject order) {
  jsize count = (*env)->GetArrayLength(env, values);
  if (compare == NULL) {
    jclass type = (*env)->FindClass(env, "org/alfheim/itests/benchmarks/jmh/Jni$Order");
    compare = (*env)->GetMethodID(env, type, "compare", "(II)I");
  }
  jint copy[count];
  (*env)->GetIntArrayRegion(env, values, 0, count, copy);
  sorting_env = env;
  sorting_order = order;
  qsort(copy, (size_t)count, sizeof *copy, by_java);
  (*env)->SetIntArrayRegion(env, values, 0, count, copy);
}

METHOD(jlong, length)(JNIEnv *env, jclass class, jstring text) {
  const char *copy = (*env)->GetStringUTFChars(env, text, NULL);
  long result = length(copy);
  (*env)->ReleaseStringUTFChars(env, text, copy);
  return result;
}

METHOD(jstring, greeting)(JNIEnv *env, jclass class) { return (*env)->NewStringUTF(env, greeting()); }

METHOD(jlong, ends)(JNIEnv *env, jclass class, jbyteArray bytes, jlong count) {
  jbyte copy[count];
  (*env)->GetByteArrayRegion(env, bytes, 0, (jsize)count, copy);
  return ends((const unsigned char *)copy, count);
}

METHOD(jlong, endsInPlace)(JNIEnv *env, jclass class, jbyteArray bytes, jlong count) {
  jbyte *place = (*env)->GetPrimitiveArrayCritical(env, bytes, NULL);
  long result = ends((const unsigned char *)place, count);
  (*env)->ReleasePrimitiveArrayCritical(env, bytes, place, JNI_ABORT);
  return result;
}
