ACM_API int acm_mapped(void);
ACM_API int acm_not_mapped(void);
