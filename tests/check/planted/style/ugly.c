int  ugly ( void );
