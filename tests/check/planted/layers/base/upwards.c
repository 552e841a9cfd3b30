#include "model/page.h"
