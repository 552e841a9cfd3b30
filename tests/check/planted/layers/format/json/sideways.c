#include "format/markdown/reader.h"
