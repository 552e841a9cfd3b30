/*
 * acmplaybook.h - the whole library. Each noun has a header of its own below acmplaybook/.
 */
#ifndef ACMPLAYBOOK_H
#define ACMPLAYBOOK_H

#include <acmplaybook/base.h>
#include <acmplaybook/playbook.h>
#include <acmplaybook/builder.h>
#include <acmplaybook/overlay.h>
#include <acmplaybook/diagnostics.h>
#include <acmplaybook/page.h>
#include <acmplaybook/json.h>
#include <acmplaybook/cmmn.h>
#include <acmplaybook/source.h>
#include <acmplaybook/roster.h>
#include <acmplaybook/log.h>
#include <acmplaybook/case.h>
#include <acmplaybook/snapshot.h>
#include <acmplaybook/explain.h>
#include <acmplaybook/plan.h>
#include <acmplaybook/scenario.h>
#include <acmplaybook/scenario_report.h>
#include <acmplaybook/lint.h>

#endif
