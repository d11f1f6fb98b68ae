// libcurl's header, and its variadic calls with one shape each: Swift calls no variadic C.
#ifndef POCKET_SYNC_CCURL_H
#define POCKET_SYNC_CCURL_H

#include <curl/curl.h>
#include <stddef.h>

// Bytes that were taken or given; anything else ends the transfer.
typedef size_t (*pocket_curl_bytes)(char *buffer, size_t size, size_t count, void *context);
// CURL_SEEKFUNC_OK, _FAIL or _CANTSEEK.
typedef int (*pocket_curl_seek)(void *context, curl_off_t offset, int origin);
// Other than 0 ends the transfer.
typedef int (*pocket_curl_progress)(void *context, curl_off_t expected_down, curl_off_t down,
                                    curl_off_t expected_up, curl_off_t up);

// What is said on the line, as it is said; returns 0.
typedef int (*pocket_curl_debug)(CURL *handle, curl_infotype kind, char *bytes, size_t count,
                                 void *context);

CURLcode pocket_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode pocket_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
// libcurl keeps a copy of the text.
CURLcode pocket_curl_set_text(CURL *handle, CURLoption option, const char *value);
// The list must live until the transfer has ended.
CURLcode pocket_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode pocket_curl_set_pointer(CURL *handle, CURLoption option, void *value);

CURLcode pocket_curl_set_bytes(CURL *handle, CURLoption option, pocket_curl_bytes callback);
CURLcode pocket_curl_set_seek(CURL *handle, pocket_curl_seek callback);
CURLcode pocket_curl_set_progress(CURL *handle, pocket_curl_progress callback);
CURLcode pocket_curl_set_debug(CURL *handle, pocket_curl_debug callback);

// The number that libcurl knows of a transfer; 0 where it knows none.
long pocket_curl_long(CURL *handle, CURLINFO what);

#endif
