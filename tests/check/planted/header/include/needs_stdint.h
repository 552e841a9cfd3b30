int32_t acm_not_self_contained(void);
