/** What a batch is called that holds no file but what raw usage of earlier imports comes to by changed rules. */
export const RATED_AGAIN = 'Rated again'
