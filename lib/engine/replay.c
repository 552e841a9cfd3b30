#include "engine/snapshot.h"
