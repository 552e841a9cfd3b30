int tab;	
int blank; 
int last;