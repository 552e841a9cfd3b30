ACM_API void acm_bare(void);

/**
 * @threads any.  @since 0.1
 */
ACM_API void acm_no_summary(void);

/**
 * Documents the wrong parameter.
 *
 * @param x  this one.
 * @threads any.  @since 0.1
 */
ACM_API void acm_wrong_param(int y);

/**
 * Returns in silence.
 *
 * @threads any.  @since 0.1
 */
ACM_API int acm_no_return(void);

/**
 * Says neither who may call it nor since when.
 *
 * @return 0.
 */
ACM_API int acm_no_tags(void);

/**
 * Has no fault.
 *
 * @param x  any.
 * @return x.
 * @threads any.  @since 0.1
 */
ACM_API int acm_whole(int x);
