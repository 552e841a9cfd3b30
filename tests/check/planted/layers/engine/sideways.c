#include "format/json/writer.h"
