/** Performance scoring (绩效评分). */
export {}
