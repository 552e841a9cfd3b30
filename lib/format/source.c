#include <acmplaybook/source.h>

#include <string.h>

void acm_source_init(acm_source *source)
{
    if (!source)
        return;
    memset(source, 0, sizeof *source);
    source->struct_size = sizeof *source;
}

static int32_t next_in_memory(void *user, acm_source_file *file)
{
    acm_memory_source *memory = user;
    if (memory->at == memory->count)
        return ACM_SOURCE_END;
    uint32_t size = file->struct_size;
    *file = memory->files[memory->at++];
    file->struct_size = size;
    return ACM_SOURCE_FILE;
}

void acm_memory_source_init(acm_memory_source *memory, const acm_source_file *files, size_t count)
{
    if (!memory)
        return;
    memset(memory, 0, sizeof *memory);
    acm_source_init(&memory->source);
    memory->source.user = memory;
    memory->source.next = next_in_memory;
    memory->files = files;
    memory->count = files ? count : 0;
}

void acm_folder_options_init(acm_folder_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}
