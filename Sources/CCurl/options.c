#include "CCurl.h"

CURLcode pocket_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode pocket_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode pocket_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode pocket_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode pocket_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

CURLcode pocket_curl_set_bytes(CURL *handle, CURLoption option, pocket_curl_bytes callback) {
  return curl_easy_setopt(handle, option, callback);
}

CURLcode pocket_curl_set_seek(CURL *handle, pocket_curl_seek callback) {
  return curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, callback);
}

CURLcode pocket_curl_set_progress(CURL *handle, pocket_curl_progress callback) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, callback);
}

CURLcode pocket_curl_set_debug(CURL *handle, pocket_curl_debug callback) {
  return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, callback);
}

long pocket_curl_long(CURL *handle, CURLINFO what) {
  long value = 0;
  curl_easy_getinfo(handle, what, &value);
  return value;
}
